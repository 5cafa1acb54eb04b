/** The part of oidc-provider that is used here; it brings no types. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  export default class Provider {
    constructor(issuer: string, configuration: object);
    callback(): RequestListener;
    readonly ClientCredentials: { find(token: string): Promise<{ readonly isValid: boolean } | undefined> };
  }
}
