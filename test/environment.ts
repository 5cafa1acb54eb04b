import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { TestEnvironment } from "jest-environment-node";
import "./support/kept-threads.js";
import type * as openapiCore from "@redocly/openapi-core";
import type express from "express";
import type * as expressOpenapiValidator from "express-openapi-validator";
import type * as openapiTypeScript from "openapi-typescript";
import type * as synckit from "synckit";
import type ts from "typescript";

const require = createRequire(import.meta.url);

/**
 * What the test files of one of Jest's processes share. Jest loads modules anew for each test file, but this one once: what takes long
 * to start or to load is kept here.
 */
class Shared {
  /** Files on disk, which no test changes, as the compiler has parsed them. */
  readonly parsedFiles = new Map<string, ts.SourceFile | undefined>();
  private process: ChildProcess | undefined;

  /** The process that runs commands, and trusts the servers of tests. It ends with Jest's. */
  get cli(): ChildProcess {
    if (this.process?.connected) return this.process;
    const script = new URL("rules/cli-process.js", import.meta.url);
    // Node reads certificates when it starts.
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: fileURLToPath(new URL("support/tls/ca.pem", import.meta.url)) };
    const started = fork(script, { cwd: new URL("..", import.meta.url), execArgv: [], env });
    started.unref();
    started.channel?.unref();
    this.process = started;
    return started;
  }

  get typescript(): typeof ts {
    return require("typescript");
  }

  get openapiTypeScript(): typeof openapiTypeScript {
    return require("openapi-typescript");
  }

  get openapiCore(): typeof openapiCore {
    return require("@redocly/openapi-core");
  }

  get express(): typeof express {
    return require("express");
  }

  get expressOpenapiValidator(): typeof expressOpenapiValidator {
    return require("express-openapi-validator");
  }

  get synckit(): typeof synckit {
    return require("synckit");
  }
}

const sharedByFiles = new Shared();

declare global {
  var shared: Shared;
}

/** Makes errors of what is shared errors in a test file too, which has constructors of its own. */
function acceptErrors(own: ErrorConstructor, shared: ErrorConstructor): void {
  Object.defineProperty(own, Symbol.hasInstance, {
    value(this: unknown, error: unknown) {
      const isOwn: boolean = Function.prototype[Symbol.hasInstance].call(this, error);
      return isOwn || (this === own && error instanceof shared);
    },
  });
}

export default class extends TestEnvironment {
  constructor(...args: ConstructorParameters<typeof TestEnvironment>) {
    super(...args);
    this.global["shared"] = sharedByFiles;
    acceptErrors(this.global.Error, Error);
    acceptErrors(this.global.RangeError, RangeError);
    acceptErrors(this.global.TypeError, TypeError);
  }
}
