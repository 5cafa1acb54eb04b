import { once } from "node:events";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { responseExample } from "../support/bundle.ts";

export interface AuthorizationServer {
  readonly url: string;
  /** Method and path of each request, with the status of its answer. */
  readonly log: string[];
  stop(): Promise<void>;
}

/** oidc-provider on loopback at Atlas's paths, and behind it an operation that takes the tokens it issued. */
export async function startAuthorizationServer(options: {
  readonly clientId: string;
  readonly clientSecret: string;
  /** In seconds. */
  readonly tokenLifetime: number;
}): Promise<AuthorizationServer> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
      },
    ],
    features: {
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      devInteractions: { enabled: false },
    },
    routes: { token: "/api/oauth/token", revocation: "/api/oauth/revoke" },
    ttl: { ClientCredentials: options.tokenLifetime },
  });
  const authorize = provider.callback();
  const log: string[] = [];
  server.on("request", async (request, response) => {
    response.on("finish", () => log.push(`${request.url} ${response.statusCode}`));
    if (request.url?.startsWith("/api/oauth/")) return authorize(request, response);
    const token = await provider.ClientCredentials.find(request.headers.authorization?.replace(/^Bearer /, "") ?? "");
    const valid = token?.isValid === true;
    response.writeHead(valid ? 200 : 401, { "Content-Type": "application/json" });
    response.end(JSON.stringify(responseExample(valid ? 200 : 401)));
  });
  return {
    url,
    log,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
