import { describe, expect, test } from "vitest";
import {
  contradictions,
  figureContradictions,
  newSubmission,
  replayLoad,
  replaySubmission,
  saidBy,
  submittedFigures,
  type ReplayEntry,
} from "@/lib/domain/audit-replay";

const entry = (event: string, before: object | null, after: object, at = "t1"): ReplayEntry => ({
  seq: 1n,
  at,
  actorId: "somebody",
  event: `submission.${event}`,
  subject: "submission:60.593.2023-11",
  before,
  after,
});
const draft = { status: "draft", version: 0, approvedVersion: null };
const submitted = { status: "submitted", version: 1 };

describe("the replay of a submission", () => {
  const submit = replaySubmission(newSubmission(), entry("submit", draft, submitted)).known;
  const approve = entry(
    "approve",
    { ...submitted, approvedVersion: null },
    { status: "approved", version: 1 },
    "t2",
  );
  const approved = replaySubmission(submit, approve);

  test("follows status, version, who and when", () => {
    expect(approved.disagreement).toBeNull();
    expect(approved.known.row).toEqual({
      ...{ status: "approved", version: 1, approvedVersion: 1, dueOn: null, unlockedUntil: null },
      ...{
        submittedBy: "somebody",
        submittedAt: "t1",
        decidedBy: "somebody",
        decidedAt: "t2",
        approvedAt: "t2",
      },
    });
  });

  test("says where an entry begins from something else than the entry before it left", () => {
    const late = entry(
      "reopen",
      { status: "approved", version: 3, approvedVersion: 3 },
      { status: "reopened", version: 3 },
    );
    expect(replaySubmission(approved.known, late).disagreement).toBe(
      "version was 3, the entries before say 1; approvedVersion was 3, the entries before say 1",
    );
  });

  test("takes the version of a file for approved at the file's instant", () => {
    const loaded = replayLoad(approved.known, { version: 2, at: "t3" });
    expect(loaded.row).toMatchObject({
      status: "approved",
      version: 2,
      approvedVersion: 2,
      submittedBy: null,
      decidedAt: "t3",
    });
    expect(replayLoad(loaded, { version: 2, at: "t4" })).toBe(loaded);
  });

  test("does not take an unlocking for the beginning of a submission that came with the demo", () => {
    const unlocked = replaySubmission(
      newSubmission(),
      entry("unlock", { unlockedUntil: null }, { unlockedUntil: "2023-12-20" }),
    ).known;
    expect(unlocked).toMatchObject({ isUntold: true, row: { unlockedUntil: "2023-12-20" } });
  });

  test("does not compare the day of a reopened month of which nothing was said", () => {
    const before = { status: "approved", version: 1, approvedVersion: 1 };
    const open = replaySubmission(
      approved.known,
      entry("reopen", before, { status: "reopened", version: 1 }),
    );
    expect(open.known.row).not.toHaveProperty("dueOn");
    const named = entry("reopen", before, { status: "reopened", version: 1, dueOn: "2023-12-20" });
    expect(replaySubmission(approved.known, named).known.row).toMatchObject({ dueOn: "2023-12-20" });
  });
});

test("only columns of which something was said are compared", () => {
  expect(contradictions({ a: 1, b: null }, { a: 1, b: "x", c: true })).toEqual([
    { column: "b", said: "nothing", found: "x" },
  ]);
});

test("an entry says plain values alone", () => {
  expect(saidBy({ a: "x", b: 1, c: null, d: true, e: ["y"], f: { g: 1 } })).toEqual({
    a: "x",
    b: 1,
    c: null,
    d: true,
  });
  expect(saidBy(["x"])).toEqual({});
  expect(saidBy(null)).toEqual({});
});

test("the figures of a submit are those that have a value", () => {
  expect(submittedFigures({ version: 2, figures: { BHYT: "5", BHTN: null } })).toEqual({
    version: 2,
    figures: { BHYT: "5" },
  });
  expect(submittedFigures({ version: 2 })).toBeNull();
});

test("two sets of figures differ in values, and in what only one of them has", () => {
  expect(figureContradictions({ A: "1", B: "2" }, { A: "1", B: "3", C: "4" })).toEqual([
    "B: the entry says 2, the row 3",
    "C: the entry says nothing, the row 4",
  ]);
});
