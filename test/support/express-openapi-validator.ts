/** What imports of express-openapi-validator get in tests: it compiles a schema for each server, and is loaded once for all test files of a process. */
export const { middleware } = shared.expressOpenapiValidator;
