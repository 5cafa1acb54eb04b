import { type Config, createConfig } from "@redocly/openapi-core";
import plugin from "./plugin.ts";

/** The rules of this plugin alone, with the severities that a configuration gives them, else as recommended. */
export async function ownConfig(config: Config): Promise<Config> {
  const own = plugin();
  const configured = Object.entries({ ...config.resolvedConfig.rules });
  const rules = {
    ...own.configs?.["recommended"]?.rules,
    ...Object.fromEntries(configured.filter(([name]) => name.startsWith(`${own.id}/`))),
  };
  const { configPath, ignore } = config;
  return createConfig({ rules }, { plugins: [own], ignore, ...(configPath !== undefined && { configPath }) });
}

/** Whether a configuration loads this plugin itself. */
export function hasOwnRules(config: Config): boolean {
  const { id } = plugin();
  return config.plugins.some((loaded) => loaded.id === id);
}
