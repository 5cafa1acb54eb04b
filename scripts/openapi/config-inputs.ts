import { dirname, join } from "node:path";
import { type Config, isAbsoluteUrl } from "@redocly/openapi-core";

/** The files that a Redocly configuration is made of: itself, what it extends, its plugins, and its list of ignored problems. */
export function configInputs(config: Config): string[] {
  const { configPath } = config;
  if (configPath === undefined) return [];
  const extended = [...(config.resolvedRefMap?.values() ?? [])].flatMap(({ document }) =>
    document ? [document.source.absoluteRef] : [],
  );
  const plugins = config.plugins.flatMap(({ absolutePath }) => (absolutePath === undefined ? [] : [absolutePath]));
  const files = [configPath, ...extended, ...plugins, join(dirname(configPath), ".redocly.lint-ignore.yaml")];
  return files.filter((file) => !isAbsoluteUrl(file));
}
