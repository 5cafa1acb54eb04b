/** The package's version. A test compares it with package.json, which code for browsers can't read. */
export const VERSION = "0.1.0";
