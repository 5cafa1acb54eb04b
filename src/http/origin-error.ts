/** Credentials were about to leave for another place than the one they were given for. */
export class OriginError extends TypeError {
  constructor(configured: string, asked: string) {
    super(`Nothing was sent: the credentials are for ${configured}, the request is for ${asked}.`);
  }
}
