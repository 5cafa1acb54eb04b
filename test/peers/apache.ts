import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const executable = process.env["APACHE_PATH"] ?? "/usr/sbin/apache2";
const modules = process.env["APACHE_MODULES"] ?? "/usr/lib/apache2/modules";

const REALM = "MMS Public API";

export interface Apache {
  readonly url: string;
  stop(): Promise<void>;
}

/** Apache's mod_auth_digest on loopback in front of another server, with a process and folder of its own. */
export async function startApache(options: {
  readonly username: string;
  readonly password: string;
  /** In seconds. */
  readonly nonceLifetime: number;
  readonly upstream: string;
}): Promise<Apache> {
  if (!existsSync(executable)) {
    throw new Error(
      `Apache not found at ${executable}. On Debian: apt-get install -y apache2. ` +
        "If it is elsewhere: APACHE_PATH=/path/to/httpd APACHE_MODULES=/path/to/modules npm run test:peers",
    );
  }
  const folder = mkdtempSync(join(tmpdir(), "apache-"));
  // Started by root, Apache reads the passwords as another user.
  chmodSync(folder, 0o755);
  const { username, password } = options;
  const key = createHash("md5").update(`${username}:${REALM}:${password}`).digest("hex");
  writeFileSync(join(folder, "passwords"), `${username}:${REALM}:${key}\n`);
  const port = await findFreePort();
  writeFileSync(join(folder, "httpd.conf"), configure({ ...options, folder, port }));
  const httpd = spawn(executable, ["-DFOREGROUND", "-d", folder, "-f", join(folder, "httpd.conf")], {
    stdio: "inherit",
  });
  const stop = async (): Promise<void> => {
    if (httpd.exitCode === null && httpd.kill("SIGTERM")) await once(httpd, "exit");
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitUntilListening(httpd, port, join(folder, "error.log"));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    stop,
  };
}

function configure(options: { folder: string; port: number; nonceLifetime: number; upstream: string }): string {
  const { folder, port, nonceLifetime, upstream } = options;
  const names = [
    "mpm_event",
    "authn_core",
    "authn_file",
    "authz_core",
    "authz_user",
    "auth_digest",
    "proxy",
    "proxy_http",
  ];
  return `
${names.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join("\n")}
DefaultRuntimeDir ${folder}
PidFile ${folder}/httpd.pid
User nobody
Group nogroup
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
ErrorLog ${folder}/error.log
<Location "/">
  AuthType Digest
  AuthName "${REALM}"
  AuthDigestProvider file
  AuthDigestNonceLifetime ${nonceLifetime}
  AuthUserFile ${folder}/passwords
  Require valid-user
  ProxyPass "${upstream}/"
</Location>
`;
}

/** Apache can't choose a port by itself. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function waitUntilListening(httpd: ChildProcess, port: number, errorLog: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (httpd.exitCode !== null) break;
    const socket = connect(port, "127.0.0.1");
    const listening = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (listening) return;
    await sleep(50);
  }
  const complaints = existsSync(errorLog) ? readFileSync(errorLog, "utf8") : "it wrote no log";
  throw new Error(`Apache did not start: ${complaints}`);
}
