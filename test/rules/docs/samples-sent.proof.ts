import { execFile } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type LoopbackServer, startLoopbackServer } from "../../support/loopback-server.ts";
import { compilers, runCompiler } from "../../types/compilers.ts";
import { callTemplatesOf, sampleCalls } from "../engine.ts";
import { generateFrom } from "../generator.ts";
import { withWorkspace } from "../workspace.ts";
import { sentFile, styledApi, styledCalls } from "./styled-api.ts";

/** Runs the samples of the page as readers would: with a shell, and with Node and openapi-fetch. */

let server: LoopbackServer;
beforeAll(async () => {
  server = await startLoopbackServer((_request, response) => response.writeHead(204).end());
});
afterAll(() => server.stop());

const run = promisify(execFile);

/** Escaped or not, a bracket and a bar mean the same in a query. */
function readable(url: string): string {
  return url.replaceAll(/%(?:5B|5D|7C)/g, decodeURIComponent);
}

async function bodyOf(body: string, type: string): Promise<unknown> {
  if (!/form/.test(type)) return body;
  const form = await new Response(body, { headers: { "Content-Type": type } }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) => [name, typeof value === "string" ? value : await value.text()]),
  );
}

describe("what the samples send", () => {
  test.each(["curl", "TypeScript"])("is what the description asks for: %s", async (title) => {
    const templates = await callTemplatesOf(styledApi);
    const { types } = await generateFrom(styledApi);
    await withWorkspace({ "types.ts": types, "package.json": '{ "type": "module" }' }, async (folder) => {
      symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
      const files: string[] = [];
      for (const [index, call] of styledCalls.entries()) {
        const template = templates.get(call.operation);
        if (template === undefined) throw new Error(`There is no ${call.operation}`);
        const samples = sampleCalls({ ...template, server: server.url }, call.request);
        const code = (samples.find((sample) => sample.title === title)?.code ?? "").replaceAll("path/to/file", "sent");
        writeFileSync(join(folder, "sent"), sentFile);
        server.received.length = 0;
        if (title === "TypeScript") {
          const file = join(folder, `${index}.ts`);
          writeFileSync(file, code);
          files.push(file);
          await run(process.execPath, ["--import", "tsx", file], { cwd: folder });
        } else await run("sh", ["-c", code.replaceAll("curl ", "curl --noproxy '*' ")], { cwd: folder });
        const [received] = server.received;
        if (received === undefined) throw new Error(`Nothing was sent by ${code}`);
        const { url, headers, body } = received;
        expect(readable(url)).toBe(readable(call.url));
        expect(headers).toMatchObject(call.headers ?? {});
        const type = headers["content-type"] ?? "";
        expect(type).toMatch(call.url === "/parts" ? /^multipart\/form-data; boundary=/ : /^[^;]*$/);
        expect(await bodyOf(body, type)).toEqual(call.body ?? "");
      }
      if (title === "TypeScript")
        for (const compiler of compilers)
          expect({ compiler, printed: runCompiler(compiler, folder, files, "--types", "node") }).toEqual({
            compiler,
            printed: "",
          });
    });
  });
});
