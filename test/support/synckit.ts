/** What imports of synckit get in tests: threads that are started once for all test files of a process. Z3 takes longer to load than to answer. */
export const { createSyncFn } = shared.synckit;
