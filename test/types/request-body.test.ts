import { describe, expect, test } from "@jest/globals";
import { judgeLines } from "./compiler.ts";
import { everyBody, isAllowed, prelude, wronglyTyped } from "./restore-job-bodies.ts";

function judge(...lines: string[]): string[][] {
  return judgeLines(prelude, lines);
}

describe("the type of the restore request's body", () => {
  /** The other methods are in request-body.proof.ts. */
  test("accepts of 512 bodies exactly those that the rules allow", () => {
    const bodies = everyBody(["AUTOMATED_RESTORE", "HTTP"]);
    expect(bodies).toHaveLength(512);
    expect(wronglyTyped(bodies)).toEqual([]);
    expect(bodies.filter(isAllowed)).toHaveLength(44);
  });

  test("is the same where a caller names the schema", () => {
    const [right, wrong] = judge(
      `({ delivery, snapshotId: id }) satisfies components["schemas"]["RestoreJobRequest"];`,
      `({ delivery, snapshotId: id, checkpointId: id }) satisfies components["schemas"]["RestoreJobRequest"];`,
    );
    expect(right).toEqual([]);
    expect(wrong).not.toEqual([]);
  });

  test("takes undefined for a field that is left out", () => {
    expect(
      judge(
        "send({ delivery, snapshotId: id, checkpointId: undefined, oplogTs: undefined, oplogInc: undefined });",
        "send({ delivery, snapshotId: id, pointInTimeUTCMillis: undefined });",
      ),
    ).toEqual([[], []]);
  });

  test("refuses undefined for a field that the request needs", () => {
    const [alone, optional] = judge(
      "send({ delivery, snapshotId: undefined });",
      "send({ delivery, snapshotId: maybe });",
    );
    expect(alone).not.toEqual([]);
    expect(optional).not.toEqual([]);
  });

  test("takes variables as it takes literals", () => {
    const results = judge(
      "{ const body = { delivery, snapshotId: id }; send(body); }",
      "{ const body = { delivery, oplogTs: id, oplogInc: 1 }; send(body); }",
      "{ const body = { delivery, snapshotId: id, oplogTs: id, oplogInc: 1 }; send(body); }",
      "{ const body = { delivery, oplogTs: id }; send(body); }",
      "{ const to: { targetGroupId: string; targetClusterName?: string; targetClusterId: string } = { targetGroupId: id, targetClusterId: id }; send({ delivery: { methodName: 'AUTOMATED_RESTORE', ...to }, snapshotId: id }); }",
    );
    expect(results.map((messages) => messages.length === 0)).toEqual([true, true, false, false, true]);
  });

  test("takes a spread of which each outcome is right, and refuses one that may set two restore points", () => {
    const lines = [
      "send({ delivery, ...(coin ? { snapshotId: id } : { checkpointId: id }) });",
      "send({ delivery, snapshotId: id, ...(coin ? { oplogTs: id, oplogInc: 1 } : {}) });",
    ];
    const loose = { exactOptionalPropertyTypes: false };
    expect(judge(...lines).map((messages) => messages.length === 0)).toEqual([true, false]);
    expect(judgeLines(prelude, lines, loose).map((messages) => messages.length === 0)).toEqual([true, false]);
  });

  test("can't see a restore point that is set on a condition only, under exactOptionalPropertyTypes alone", () => {
    const lines = ["send({ delivery, ...(coin ? { snapshotId: id } : {}) });"];
    expect(judge(...lines)).toEqual([[]]);
    expect(judgeLines(prelude, lines, { exactOptionalPropertyTypes: false })[0]).not.toEqual([]);
  });

  test("narrows by what is set, and by the method", () => {
    expect(
      judge(
        "(body: Body) => { if (body.oplogTs !== undefined) { const increment: number = body.oplogInc; const other: undefined = body.snapshotId; } };",
        "(body: Body) => { if (body.snapshotId !== undefined) { const chosen: OnlySnapshotId = body; } };",
        "(body: Body) => { if (body.delivery.methodName === 'AUTOMATED_RESTORE') { const group: string = body.delivery.targetGroupId; } };",
      ),
    ).toEqual([[], [], []]);
  });

  test("blames the field at fault in the three commonest mistakes", () => {
    const [two, alone, target] = judge(
      "send({ delivery, snapshotId: id, oplogTs: id, oplogInc: 1 });",
      "send({ delivery, oplogTs: id });",
      "send({ delivery: { methodName: 'AUTOMATED_RESTORE' }, snapshotId: id });",
    );
    expect(two?.join()).toContain("oplogTs");
    expect(alone?.join()).toContain(
      "Property 'oplogInc' is missing in type '{ delivery: { readonly methodName: \"HTTP\"; }; oplogTs: string; }' but required in type 'OnlyOplogTsAndOplogInc'.",
    );
    expect(target?.join()).toContain("targetGroupId");
    expect(target?.join()).toContain("AutomatedRestoreToClusterName");
  });

  test("says of a method that was widened to a string that it is one, rather than asking for targets", () => {
    const [message] = judge("{ const delivery = { methodName: 'HTTP' }; send({ delivery, snapshotId: id }); }");
    expect(message?.join()).toMatch(/Type 'string' is not assignable to type '"[^']*"HTTP"/);
    expect(message?.join()).not.toContain("target");
  });
});
