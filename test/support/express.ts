/** What imports of express get in tests, which is loaded once for all test files of a process. */
export default shared.express;
