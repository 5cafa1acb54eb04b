// Redocly loads a plugin with plain `import`, and Node reads TypeScript by itself only since version 22.18.
const { default: plugin } = await import("./plugin.ts").catch(async (error) => {
  if (error?.code !== "ERR_UNKNOWN_FILE_EXTENSION") throw error;
  const { tsImport } = await import("tsx/esm/api");
  return tsImport("./plugin.ts", import.meta.url);
});

export default plugin;
