import { syncBuiltinESMExports } from "node:module";
import threads from "node:worker_threads";

/**
 * Keeps threads that are terminated when they have answered each question, and hands them out again: a thread for types loads
 * TypeScript, which takes longer than to generate. One that wasn't asked may still be loading, from a folder that is removed next.
 */
class KeptThread extends threads.Worker {
  unanswered = 0;
  answered = 0;

  /** @override @param {[message: unknown]} message */
  postMessage(...message) {
    this.unanswered += 1;
    super.postMessage(...message);
  }

  /** @override @param {string} event @param {unknown[]} values */
  emit(event, ...values) {
    if (event === "message") {
      this.unanswered -= 1;
      this.answered += 1;
    }
    // It can't be used again.
    if (event === "error" || event === "exit") this.unanswered = Number.NaN;
    return super.emit(event, ...values);
  }

  /** @override */
  async terminate() {
    if (this.unanswered !== 0 || this.answered === 0) return super.terminate();
    for (const event of ["message", "error"]) this.removeAllListeners(event);
    this.unref();
    kept.push(this);
    return 0;
  }
}

/** @type {KeptThread[]} */
const kept = [];

threads.Worker = new Proxy(threads.Worker, {
  construct(Worker, [file, options]) {
    if (options !== undefined || !`${file}`.endsWith("/types-worker.js")) return new Worker(file, options);
    const thread = kept.pop() ?? new KeptThread(file);
    thread.ref();
    return thread;
  },
});
syncBuiltinESMExports();
