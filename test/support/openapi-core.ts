/** What imports of @redocly/openapi-core get in tests: add here what you import from it. Jest would load its hundreds of files anew for each test file. */
export const {
  BaseResolver,
  bundle,
  createConfig,
  getLineColLocation,
  isAbsoluteUrl,
  lint,
  lintFromString,
  loadConfig,
  ResolveError,
  Source,
  YamlParseError,
} = shared.openapiCore;
