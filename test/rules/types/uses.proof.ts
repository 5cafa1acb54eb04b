import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@jest/globals";
import { compilers, runCompiler } from "../../types/compilers.ts";
import { generateFrom } from "../generator.ts";
import { withWorkspace } from "../workspace.ts";

const prelude = `import type { components, ConditionalMethodAutomatedWithTarget, NotWithPage } from "./keywords.ts";
import type { OnlySnapshotId, OnlyOplogTsAndOplogInc, AutomatedRestoreToClusterName, components as R } from "./restore-jobs.ts";
import { type CreateGroupClusterRestoreJobBody, type CreateGroupClusterRestoreJobRequest, validateCreateGroupClusterRestoreJob } from "./restore-jobs.validator.ts";
import type { components as S, ExtraBodyWithC, operations as SO, PersonWithMail } from "./shapes.ts";
type K = components["schemas"];
type Body = CreateGroupClusterRestoreJobBody;
type Cond = K["Conditional"]; type Not = K["Not"]; type Pet = K["Pet"]; type One = K["OneOfClosed"]; type Req = K["OneOfRequired"]; type Extra = SO["extra"]["requestBody"]["content"]["application/json"]; type Together = K["Together"];
export declare function send(b: Body): void; declare function cond(b: Cond): void; declare function not(b: Not): void; declare function pet(b: Pet): void; declare function one(b: One): void; declare function extra(b: Extra): void; declare function req(b: Req): void;
declare const maybe: string | undefined; declare const flag: boolean; declare const species: "cat" | "dog"; declare const delivery: R["schemas"]["RestoreJobRequestDelivery"];`;

/** The ways in which code makes, passes, changes and reads requests. Every line is valid, under the name before it. */
const uses = `
export const literal = () => { send({ delivery: { methodName: "HTTP" }, snapshotId: "x" }); cond({ method: "manual", url: "" }); not({ page: 1 }); pet({ species: "cat", lives: 9 }); pet({ species: "dog", barks: true, indoor: true }); one({ text: "" }); extra({ a: null, c: [] }); req({ id: "", group: "" }); };
export const spread1 = () => { const base = { delivery }; send({ ...base, snapshotId: "x" }); };
export const spread2 = () => { const point = { oplogTs: "1", oplogInc: 1 }; send({ delivery, ...point }); };
export const spreadConditional = () => { send({ delivery, ...(flag ? { snapshotId: "x" } : { checkpointId: "y" }) }); };
export const spreadOptional = () => { not({ ...(flag && { page: 1 }) }); };
export const spreadVariant = (v: OnlySnapshotId) => { send({ ...v }); send({ ...v, snapshotId: "other" }); };
export const spreadUnion = (b: Body) => { send({ ...b }); };
export const spreadUnionChange = (b: Body) => { send({ ...b, delivery }); };
export const spreadUnionCond = (b: Cond) => { cond({ ...b }); };
export const spreadUnionPet = (b: Pet) => { pet({ ...b }); };
export const spreadUnionPetChange = (b: Pet) => { pet({ ...b, indoor: true }); };
export const spreadUnionOne = (b: One) => { one({ ...b }); };
export const spreadUnionExtra = (b: Extra) => { extra({ ...b, a: "" }); };
export const variable = () => { const v: OnlySnapshotId = { delivery, snapshotId: "x" }; send(v); const p: NotWithPage = { page: 1 }; not(p); const e: ExtraBodyWithC = { a: "", c: [] }; extra(e); };
export const inferred = () => { const v = { delivery, snapshotId: "x" }; send(v); const c = { method: "manual" as const, url: "" }; cond(c); };
export const widened = () => { let p = { page: 1 }; p = { page: 2 }; not(p); const o = { a: "x", c: ["y"] }; extra(o); const q = { id: "a" }; req(q); };
export const sat = () => { const v = { delivery, snapshotId: "x" } satisfies Body; send(v); const c = { method: "automated", target: "" } satisfies Cond; cond(c); const p = { species: "cat", lives: 1 } satisfies Pet; pet(p); };
export const asConst = () => { const c = { method: "automated", target: "" } as const; cond(c); const p = { species: "cat", lives: 1 } as const; pet(p); };
export const explicit = () => { send({ delivery, snapshotId: "x", checkpointId: undefined, oplogTs: undefined }); cond({ method: "automated", target: "", url: undefined }); not({ page: 1, before: undefined }); };
export const narrowing = (c: Cond) => { if (c.method === "automated") { const t: string = c.target; const u: undefined = c.url; return [t, u]; } const u: string = c.url; return u; };
export const narrowingSwitch = (c: Cond): string => { switch (c.method) { case "automated": return c.target; case "manual": case "download": return c.url; default: { const n: never = c; return n; } } };
export const narrowingPresence = (b: Body): string => { if (b.snapshotId !== undefined) { const o: OnlySnapshotId = b; return o.snapshotId; } if (b.oplogTs !== undefined) { const n: number = b.oplogInc; return String(n); } if (b.checkpointId !== undefined) return b.checkpointId; return String(b.pointInTimeUTCMillis.toFixed()); };
export const narrowingTruth = (b: Body): string => { if (b.snapshotId) return b.snapshotId; if (b.oplogTs) return String(b.oplogInc); return ""; };
export const narrowingPet = (p: Pet) => { if (p.species === "cat") { const n: number = p.lives; return n; } const b: boolean | undefined = p.barks; return b; };
export const narrowingUndefinedOne = (p: One): string => { if (p.text !== undefined) return p.text; if (p.url !== undefined) return p.url; return p.bytes; };
export const narrowedPass = (c: Cond) => { if (c.method === "automated") { const v: ConditionalMethodAutomatedWithTarget = c; cond(v); cond({ ...c, target: "y" }); } };
export const destructure = (b: Body) => { const { snapshotId, checkpointId, delivery: d, ...rest } = b; const s: string | undefined = snapshotId; return [s, checkpointId, d, rest]; };
export const destructureNarrow = ({ method, target, url }: Cond) => { if (method === "automated") { const t: string = target; return t; } const u: string = url; return u; };
export const destructureRest = (b: Body) => { const { delivery: d, ...rest } = b; send({ delivery: d, ...rest }); };
export const destructurePet = (p: Pet) => { const { species: s, indoor } = p; return [s, indoor]; };
export const access = (b: Body, c: Cond, p: Pet, n: Not, o: One) => [b.snapshotId, b.oplogInc, b.delivery.methodName, c.url, c.target, p.lives, p.barks, n.page, n.after, o.text, o.url, o.bytes, o.language];
export const genericPass = <B extends Body>(b: B): B => { send(b); return b; };
export const genericCall = () => { const r = genericPass({ delivery, snapshotId: "x" }); send(r); const s: string = r.snapshotId; return s; };
export const genericCond = <B extends Cond>(b: B) => { cond(b); return b.method; };
export const genericCondCall = () => genericCond({ method: "manual", url: "" });
export const genericPet = <B extends Pet>(b: B) => { pet(b); return b.species; };
export const genericPetCall = () => genericPet({ species: "cat", lives: 1 });
export const genericConst = <const B extends Body>(b: B): B => { send(b); return b; };
export const genericConstCall = () => genericConst({ delivery, snapshotId: "x" });
export const genericAccess = <B extends Body>(b: B) => { const s: string | undefined = b.snapshotId; return s; };
export const genericKeyed = <P extends keyof K>(name: P, value: K[P]): [P, K[P]] => [name, value];
export const genericKeyedCall = () => genericKeyed("Conditional", { method: "manual", url: "" });
export const params = () => { const b: Parameters<typeof send>[0] = { delivery, snapshotId: "x" }; send(b); const c: Parameters<typeof cond>[0] = { method: "manual", url: "" }; cond(c); };
export const validatorParams = (v: unknown) => { const request: CreateGroupClusterRestoreJobRequest = { params: { path: { groupId: "", clusterName: "" } }, body: { delivery, snapshotId: "x" } }; validateCreateGroupClusterRestoreJob(request); validateCreateGroupClusterRestoreJob(v); };
export const assignVariant = (v: OnlySnapshotId, w: OnlyOplogTsAndOplogInc) => { let b: Body = v; b = w; const list: Body[] = [v, w]; return [b, list]; };
export const assignVariantDelivery = (d: AutomatedRestoreToClusterName) => { const x: R["schemas"]["RestoreJobRequestDelivery"] = d; send({ delivery: x, snapshotId: "x" }); };
export const buildIf = () => { let b: Body; if (flag) b = { delivery, snapshotId: "x" }; else b = { delivery, oplogTs: "1", oplogInc: 1 }; send(b); };
export const buildStep = () => { const b: OnlySnapshotId = { delivery, snapshotId: "" }; b.snapshotId = "x"; b.delivery = delivery; send(b); };
export const buildPartial = () => { const b: Partial<OnlySnapshotId> = {}; b.snapshotId = "x"; b.delivery = delivery; };
export const buildUnionSet = (b: Body) => { b.delivery = delivery; send(b); };
export const buildAssign = () => { send(Object.assign({ delivery }, { snapshotId: "x" })); };
export const buildTernary = () => { send(flag ? { delivery, snapshotId: "x" } : { delivery, checkpointId: "x" }); };
export const buildTernaryField = () => { const method = flag ? ("manual" as const) : ("download" as const); cond({ method, url: "" }); };
export const buildUnionValue = () => { pet(species === "cat" ? { species, lives: 1 } : { species }); };
export const optionalField = () => { send({ delivery, snapshotId: flag ? "x" : "y" }); };
export const widenLet = () => { let method: "manual" | "download" = "manual"; if (flag) method = "download"; cond({ method, url: "" }); };
export const mapped = (ids: string[]) => ids.map((snapshotId): Body => ({ delivery, snapshotId }));
export const mapped2 = (ids: string[]) => { ids.map((snapshotId) => ({ delivery, snapshotId })).forEach(send); ids.map((snapshotId) => ({ delivery, snapshotId })).forEach((b) => send(b)); };
export const rec = (b: Body): Record<string, unknown> => ({ ...b });
export const readonlyIn = (b: Readonly<Body>) => { send(b); };
export const omit = (b: Omit<OnlySnapshotId, "delivery">) => { send({ ...b, delivery }); };
export const pick = (b: Pick<Body, "delivery">) => { send({ ...b, snapshotId: "x" }); };
export const extract = (b: Extract<Cond, { method: "automated" }>) => { const t: string = b.target; cond(b); return t; };
export const exclude = (b: Exclude<Cond, { method: "automated" }>) => { const t: string = b.url; cond(b); return t; };
export const json = (b: Body): string => JSON.stringify(b);
export const person = (m: PersonWithMail) => { const p: S["schemas"]["Person"] = m; const e: S["schemas"]["Employee"] = { mail: "" }; const f: S["schemas"]["Employee"] = { office: "", phone: "" }; return [p, e, f]; };
export const structured = (b: Body) => { send(structuredClone(b)); };
export const fromEntries = (b: Cond) => Object.entries(b).length;
export const array = () => { const bs: Body[] = [{ delivery, snapshotId: "x" }, { delivery, oplogTs: "", oplogInc: 1 }]; bs.push({ delivery, checkpointId: "" }); return bs.find((b) => b.snapshotId !== undefined)?.delivery; };
export const guard = (bs: Body[]) => bs.filter((b): b is OnlySnapshotId => b.snapshotId !== undefined).map(({ snapshotId }) => snapshotId.length);
export const klass = () => { class Builder { delivery = delivery; snapshotId = "x"; } send(new Builder()); };
export const iface = () => { interface Mine extends OnlySnapshotId { } const m: Mine = { delivery, snapshotId: "" }; send(m); };
export const asyncFn = async (): Promise<Body> => ({ delivery, snapshotId: "x" });
export const togetherV = (t: Together): string => t.channel === "mail" ? "m" : "x";`;

const root = resolve(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const typesOf = async (name: string): Promise<string> => (await generateFrom(read(`test/fixtures/${name}.yaml`))).types;

test("valid code of every style compiles in every TypeScript, with exactOptionalPropertyTypes and without", async () => {
  const files = {
    "keywords.ts": await typesOf("keywords"),
    "shapes.ts": await typesOf("shapes"),
    "restore-jobs.ts": read("generated/restore-jobs.ts"),
    "restore-jobs.validator.ts": read("generated/restore-jobs.validator.ts"),
    "uses.ts": prelude + uses,
    "wrong.ts": `import { send } from "./uses.ts"; send({});`,
  };
  await withWorkspace(files, (folder) => {
    for (const compiler of compilers) {
      for (const isExact of ["true", "false"]) {
        const output = runCompiler(compiler, folder, ["wrong.ts"], "--exactOptionalPropertyTypes", isExact);
        const complaints = output.split("\n").filter((line) => line.includes("): error "));
        expect([compiler, isExact, ...complaints]).toEqual([
          compiler,
          isExact,
          expect.stringMatching(/^wrong\.ts.*Argument of type '{}' is not assignable/),
        ]);
      }
    }
  });
});
