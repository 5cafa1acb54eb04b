import { createConfig, getLineColLocation, lintFromString } from "@redocly/openapi-core";
import { loadRedoclyPlugin } from "../engine.ts";

/** What one rule of the plugin says of a description: `line:column message`, in the order of the places. */
export async function lintWith(rule: string, description: string): Promise<string[]> {
  const config = await createConfig({
    plugins: [await loadRedoclyPlugin()],
    rules: { [`x-dependencies/${rule}`]: "error" },
  });
  const problems = await lintFromString({ source: description, absoluteRef: "api.yaml", config });
  return problems
    .map(({ message, location: [location] }) => {
      const start = location && getLineColLocation(location).start;
      return { line: start?.line ?? 0, column: start?.col ?? 0, message };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** A description with one operation; its rules begin in line 7, its parameters behind them. */
export function withQuery(rules: readonly string[], parameters: readonly string[]): string {
  return lines(
    "openapi: 3.1.0",
    "info: { title: t, version: '1' }",
    "paths:",
    "  /a:",
    "    get:",
    "      x-dependencies:",
    ...rules.map((rule) => `        - ${rule}`),
    "      parameters:",
    ...parameters.map((parameter) => `        - { in: query, ${parameter} }`),
    "      responses: { '204': { description: Done } }",
  );
}

/** A description with one operation; its rules begin in line 7, the schema of its body behind them. */
export function withBody(rules: readonly string[], schema: readonly string[]): string {
  return lines(
    "openapi: 3.1.0",
    "info: { title: t, version: '1' }",
    "paths:",
    "  /a:",
    "    post:",
    "      x-dependencies:",
    ...rules.map((rule) => `        - ${rule}`),
    "      requestBody:",
    "        required: true",
    "        content:",
    "          application/json:",
    "            schema:",
    ...schema.map((line) => `              ${line}`),
    "      responses: { '204': { description: Done } }",
  );
}

/** A description of nothing but schemas; they begin in line 5. */
export function withSchemas(...schemas: readonly string[]): string {
  return lines(
    "openapi: 3.1.0",
    "info: { title: t, version: '1' }",
    "components:",
    "  schemas:",
    ...schemas.map((line) => `    ${line}`),
  );
}

export function lines(...texts: readonly string[]): string {
  return texts.join("\n");
}
