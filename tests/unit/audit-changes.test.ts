import { expect, test } from "vitest";
import { auditChanges, withheldFrom } from "@/lib/domain/audit-changes";

test("each value that changed is named with what it was and what it is", () => {
  expect(auditChanges({ status: "draft", version: 0 }, { status: "submitted", version: 1 })).toEqual([
    { path: ["status"], before: "draft", after: "submitted" },
    { path: ["version"], before: 0, after: 1 },
  ]);
});

test("what stayed the same is left out, what went away and what is new are there", () => {
  expect(auditChanges({ a: 1, b: 2 }, { b: 2, c: 3 })).toEqual([
    { path: ["c"], before: null, after: 3 },
    { path: ["a"], before: 1, after: null },
  ]);
});

test("rows of a list are known by their words, and only their number changes", () => {
  const row = (value: string | null) => [{ id: "593", indicator: "BHYT", value }];
  expect(auditChanges(row("5"), row("7"))).toEqual([{ path: ["593", "BHYT"], before: "5", after: "7" }]);
  expect(auditChanges(row(null), row("7"))).toEqual([{ path: ["593", "BHYT"], before: null, after: "7" }]);
});

test("an entry that says nothing changed nothing", () => {
  expect(auditChanges(null, null)).toEqual([]);
  expect(auditChanges(undefined, {})).toEqual([]);
});

const submit = {
  event: "submission.submit",
  before: { status: "draft", version: 0, approvedVersion: null },
  after: { status: "submitted", version: 1, figures: { BHYT: "5" } },
  figuresBefore: { BHYT: "4" },
};

test("who reads no drafts sees no figure of a version that is not approved", () => {
  const seen = withheldFrom(submit, { now: false, before: false });
  expect(seen).toMatchObject({
    isWithheld: true,
    figuresBefore: null,
    after: { status: "submitted", version: 1 },
  });
  expect(JSON.stringify(seen)).not.toContain("BHYT");
});

test("the figures of an approved version are shown, those of the returned version before it are not", () => {
  const seen = withheldFrom(submit, { now: true, before: false });
  expect(seen).toMatchObject({ isWithheld: true, figuresBefore: null, after: { figures: { BHYT: "5" } } });
  expect(withheldFrom(submit, { now: true, before: true })).toMatchObject({
    isWithheld: false,
    figuresBefore: { BHYT: "4" },
  });
});

test("whatever else comes to be recorded of a submission is closed to them", () => {
  const comment = {
    event: "submission.comment",
    before: null,
    after: { text: "THU là 5.000" },
    figuresBefore: null,
  };
  expect(withheldFrom(comment, { now: true, before: true })).toMatchObject({ isWithheld: true, after: {} });
});

test.each(["decision.targets", "decision.discard"])(
  "the numbers of a drafted decision are closed: %s",
  (event) => {
    const drafted = { event, before: null, after: [{ id: "593", value: "7" }], figuresBefore: null };
    expect(withheldFrom(drafted, { now: false, before: false })).toMatchObject({
      after: null,
      isWithheld: true,
    });
  },
);

test("people, periods and files are open", () => {
  const moved = {
    event: "user.move",
    before: { role: "viewer" },
    after: { role: "manager" },
    figuresBefore: null,
  };
  expect(withheldFrom(moved, { now: false, before: false })).toEqual({ ...moved, isWithheld: false });
});
