import { describe, expect, test } from "vitest";
import { periodIdSchema } from "@/lib/domain/period";
import type { Actor, OrgScope, Role } from "@/lib/domain/policy";
import {
  allowedEvents,
  canEnter,
  decide,
  isRepeat,
  lockReason,
  parseSubmissionId,
  submissionDecisionSchema,
  submissionId,
  type SubmissionState,
  type SubmissionStatus,
} from "@/lib/domain/submission";

const TODAY = "2023-12-04";

function actor(role: Role, id: string, path: string): Actor {
  return {
    id,
    username: id,
    displayName: id,
    role,
    unit: {
      id: "60",
      code: "60",
      name: "Bình Thuận",
      shortName: "",
      level: "province",
      path,
      provinceId: "60",
    },
    scope: { paths: [path], provincePaths: [path] } as unknown as OrgScope,
    mustChangePassword: false,
  };
}
const director = actor("director", "giamdoc", "/vn/60/593/");
const manager = actor("manager", "quanly", "/vn/60/");
const central = actor("central", "trunguong", "/vn/");
const admin = actor("admin", "quantri", "/vn/");
const viewer = actor("viewer", "lanhdao", "/vn/");
const neighbour = actor("manager", "lamdong", "/vn/68/");

const draft: SubmissionState = {
  status: "draft",
  unitPath: "/vn/60/593/",
  unitExists: true,
  periodLocked: false,
  unlockedUntil: null,
  contributors: [director.id],
  centralApproves: false,
};
const at = (status: SubmissionStatus, more: Partial<SubmissionState> = {}): SubmissionState => ({
  ...draft,
  status,
  ...more,
});
const refused = (reason: string) => ({ ok: false, reason });

describe("the way of a month", () => {
  test.each([
    ["draft", "submit", director, "submitted"],
    ["returned", "submit", director, "submitted"],
    ["reopened", "submit", director, "submitted"],
    ["submitted", "approve", manager, "approved"],
    ["submitted", "return", manager, "returned"],
    ["approved", "reopen", manager, "reopened"],
    ["approved", "reopen", central, "reopened"],
  ] as const)("%s, %s by a %o leads to %s", (status, event, who, to) => {
    expect(decide(at(status), event, who, TODAY)).toEqual({ ok: true, to });
  });

  test.each([
    ["submitted", "submit", director],
    ["approved", "submit", director],
    ["draft", "approve", manager],
    ["returned", "approve", manager],
    ["approved", "approve", manager],
    ["reopened", "approve", manager],
    ["draft", "return", manager],
    ["approved", "return", manager],
    ["submitted", "reopen", manager],
    ["reopened", "reopen", manager],
  ] as const)("from %s there is no %s", (status, event, who) => {
    expect(decide(at(status), event, who, TODAY)).toEqual(refused("wrong-status"));
  });
});

describe("who may", () => {
  test.each([
    ["submit", "draft", central],
    ["submit", "draft", admin],
    ["submit", "draft", viewer],
    ["submit", "draft", neighbour],
    ["approve", "submitted", director],
    ["approve", "submitted", central],
    ["approve", "submitted", admin],
    ["approve", "submitted", neighbour],
    ["return", "submitted", director],
    ["return", "submitted", central],
    ["reopen", "approved", director],
    ["reopen", "approved", admin],
    ["reopen", "approved", neighbour],
  ] as const)("%s of a %s month is refused to %o", (event, status, who) => {
    expect(decide(at(status), event, who, TODAY)).toEqual(refused("forbidden"));
  });

  test("nobody approves a version in which they had a hand", () => {
    const own = at("submitted", { contributors: [director.id, manager.id] });
    expect(decide(own, "approve", manager, TODAY)).toEqual(refused("contributor"));
  });

  test("but may send it back", () => {
    const own = at("submitted", { contributors: [manager.id] });
    expect(decide(own, "return", manager, TODAY)).toEqual({ ok: true, to: "returned" });
  });

  test("central approves a national office, unless it had a hand in it", () => {
    const office = at("submitted", { unitPath: "/vn/bqp/", centralApproves: true });
    expect(decide(office, "approve", central, TODAY)).toEqual({ ok: true, to: "approved" });
    const own = { ...office, contributors: [central.id] };
    expect(decide(own, "approve", central, TODAY)).toEqual(refused("contributor"));
  });

  test("a page offers what the action will accept", () => {
    expect(allowedEvents(at("submitted"), manager, TODAY)).toEqual(["approve", "return"]);
    expect(allowedEvents(at("submitted"), director, TODAY)).toEqual([]);
    expect(allowedEvents(at("approved"), central, TODAY)).toEqual(["reopen"]);
  });
});

describe("locks", () => {
  test.each([
    [null, "not-open"],
    [at("submitted"), "waiting"],
    [at("approved"), "approved"],
    [at("draft", { unitExists: false }), "unit-not-valid"],
    [at("draft", { periodLocked: true }), "period-locked"],
    [at("submitted", { periodLocked: true }), "period-locked"],
    [at("draft"), null],
    [at("returned"), null],
    [at("reopened"), null],
  ])("%o is locked because %s", (submission, reason) => {
    expect(lockReason(submission, TODAY)).toBe(reason);
  });

  test.each(["submit", "approve", "return", "reopen"] as const)(
    "in a locked period there is no %s, until central unlocks the unit",
    (event) => {
      const from = {
        submit: "draft",
        approve: "submitted",
        return: "submitted",
        reopen: "approved",
      } as const;
      const locked = at(from[event], { periodLocked: true });
      expect(decide(locked, event, manager, TODAY)).toEqual(refused("period-locked"));
      expect(decide({ ...locked, unlockedUntil: TODAY }, event, manager, TODAY).ok).toBe(true);
    },
  );

  test("an unlocked unit is locked again on the day after", () => {
    const unlocked = at("draft", { periodLocked: true, unlockedUntil: "2023-12-03" });
    expect(lockReason(unlocked, "2023-12-03")).toBeNull();
    expect(lockReason(unlocked, "2023-12-04")).toBe("period-locked");
  });

  test("nothing moves for a unit that does not exist on the as-of day", () => {
    const gone = at("submitted", { unitExists: false });
    expect(decide(gone, "approve", manager, TODAY)).toEqual(refused("unit-not-valid"));
  });

  test("typing needs both the right and an open form", () => {
    expect(canEnter(draft, director, TODAY)).toBe(true);
    expect(canEnter(draft, central, TODAY)).toBe(false);
    expect(canEnter(at("submitted"), director, TODAY)).toBe(false);
  });
});

describe("ids and input", () => {
  test("an id is the natural key, readable both ways", () => {
    const key = { provinceId: "68-2025", unitId: "593-2025", periodId: periodIdSchema.parse("2025-11") };
    expect(submissionId(key)).toBe("68-2025.593-2025.2025-11");
    expect(parseSubmissionId(submissionId(key))).toEqual(key);
  });

  test.each(["", "60.593", "60.593.2023-13", "60.593.2023-11.x", "60.%.2023-11", "60..2023-11"])(
    "%j is no id",
    (text) => {
      expect(parseSubmissionId(text)).toBeNull();
    },
  );

  test.each([
    { event: "return" },
    { event: "return", reason: "  " },
    { event: "reopen", reason: "Bổ sung" },
    { event: "reopen", reason: "Bổ sung", dueOn: "2023-02-30" },
    { event: "sign" },
  ])("%o is refused", (input) => {
    expect(submissionDecisionSchema.safeParse(input).success).toBe(false);
  });
});

test("what the same person does a second time to what they saw is a repeat; another's act or another event is not", () => {
  const by = (person: Actor) => ({ id: person.id });
  const returned = {
    status: "returned",
    lockVersion: 4,
    submittedBy: by(director),
    decidedBy: by(manager),
  } as const;
  expect(isRepeat(returned, 3, "return", manager)).toBe(true);
  expect(isRepeat(returned, 3, "approve", manager)).toBe(false);
  expect(isRepeat(returned, 3, "return", neighbour)).toBe(false);
  expect(isRepeat(returned, 2, "return", manager)).toBe(false);
  expect(isRepeat(returned, 4, "return", manager)).toBe(false);
  const sent = { ...returned, status: "submitted", decidedBy: null } as const;
  expect(isRepeat(sent, 3, "submit", director)).toBe(true);
  expect(isRepeat(sent, 3, "submit", manager)).toBe(false);
});
