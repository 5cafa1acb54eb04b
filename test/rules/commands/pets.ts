import { join } from "node:path";
import { runCommand } from "../cli.ts";

/** A small description with a rule. */
export const pets = `openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - { name: tag, in: query, schema: { type: string } }
        - { name: name, in: query, schema: { type: string } }
      x-dependencies:
        - ZeroOrOne(tag, name);
      responses: { "200": { description: ok } }
`;

export function generate(folder: string, ...args: string[]): ReturnType<typeof runCommand> {
  return runCommand("generate", "--config", join(folder, "redocly.yaml"), ...args);
}
