import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { binaryOf } from "./install-runtimes.ts";

export interface Workerd {
  readonly url: string;
  stop(): Promise<void>;
}

/** Runs a module of Workers on loopback. It may call loopback itself, which workerd's own configuration forbids. */
export async function startWorkerd(worker: string): Promise<Workerd> {
  const config = join(dirname(worker), "workerd.capnp");
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "smoke", worker = (
      modules = [(name = "worker.mjs", esModule = embed "${basename(worker)}")],
      compatibilityDate = "2026-01-01",
      globalOutbound = "loopback"
    )),
    (name = "loopback", network = (allow = ["local", "private"]))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "smoke")]
);`,
  );
  const child = spawn(binaryOf("workerd"), ["serve", config, "--control-fd=3"], {
    stdio: ["ignore", "inherit", "pipe", "pipe"],
  });
  const complaints = child.stderr === null ? Promise.resolve("") : text(child.stderr);
  const control = child.stdio[3];
  if (!(control instanceof Readable)) throw new Error("workerd has no control channel");
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.kill("SIGKILL")) await once(child, "exit");
  };
  // It tells which port it was given, or ends.
  const [told] = await Promise.race([once(control, "data"), once(child, "exit")]);
  const port = /"port":(\d+)/.exec(String(told))?.[1];
  if (port === undefined) {
    await stop();
    throw new Error(`workerd did not start: ${await complaints}`);
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}
