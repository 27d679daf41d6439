/**
 * Any sequence of what several people do with one month's form, against a small model that knows nothing of the product:
 * every answer and every refusal is foretold, and afterwards status, versions, hands and the figure are as foretold.
 */
import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { db } from "@/lib/data/db";
import { lockPeriod, unlockUnit } from "@/lib/data/periods";
import { decideSubmission } from "@/lib/data/submission-decisions";
import { getSubmission } from "@/lib/data/submissions";
import type { PeriodId } from "@/lib/domain/period";
import type { SubmissionDecision } from "@/lib/domain/submission";
import {
  idOf,
  NOW,
  open,
  provinceOf,
  read,
  submit,
  type,
  type Figures,
} from "@/tests/support/workflow-moves";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

vi.setConfig({ testTimeout: 600_000 });

const UNIT = "a";
const PERIOD = "2025-06" as PeriodId;
const BLANK: Figures = { BHXH_BB: null, BHXH_TN: null, TN_MOI: null, THU: null };
type Person = keyof typeof ACTORS;
const MANAGERS = ["manager", "deputy"] as const satisfies readonly Person[];
const TYPISTS: readonly Person[] = ["typist", "colleague", ...MANAGERS];

type Model = {
  status: "draft" | "submitted" | "returned" | "approved" | "reopened";
  version: number;
  approvedVersion: number | null;
  /** The people of the current version, and of the one that is being typed. */
  hands: Set<Person>;
  typing: Set<Person>;
  /** Value of the one cell that changes, and who wrote it. */
  cell: { value: bigint; by: Person } | null;
  /** Who wrote the blank cells beside it. */
  blanksBy: Person | null;
  approvedValue: bigint | null;
  isLocked: boolean;
  isUnlocked: boolean;
};

const ACTS = ["type", "submit", "approve", "return", "reopen", "lock", "unlock"] as const;
type Act = (typeof ACTS)[number];
type Step = { act: Act; person: Person; value: bigint };

const isManager = (person: Person) => (MANAGERS as readonly Person[]).includes(person);
const stands = (model: Model) => model.isLocked && !model.isUnlocked;
/** The central office steps in only where no manager is left who had no hand in the version. */
const centralDecides = (model: Model) => MANAGERS.every((one) => model.hands.has(one));
const mayDecide = (model: Model, person: Person) =>
  isManager(person) || (person === "central" && centralDecides(model));

/** What the product will answer; null if it does what was asked. */
function refusal(model: Model, { act, person }: Step): string | null {
  const { status } = model;
  const isOpen = status === "draft" || status === "returned" || status === "reopened";
  switch (act) {
    case "type":
      if (!TYPISTS.includes(person)) return "forbidden";
      if (stands(model)) return "period-locked";
      if (status === "submitted") return "waiting";
      return status === "approved" ? "approved" : null;
    case "submit":
      if (!TYPISTS.includes(person)) return "forbidden";
      if (!isOpen) return "wrong-status";
      if (stands(model)) return "period-locked";
      return model.cell === null ? "issues" : null;
    case "approve":
    case "return":
      if (!mayDecide(model, person)) return "forbidden";
      if (status !== "submitted") return "wrong-status";
      if (stands(model)) return "period-locked";
      return act === "approve" && model.hands.has(person) ? "contributor" : null;
    case "reopen":
      if (!isManager(person) && person !== "central") return "forbidden";
      if (status !== "approved") return "wrong-status";
      return stands(model) ? "period-locked" : null;
    case "lock":
      if (person !== "central") return "forbidden";
      return model.isLocked ? "already-locked" : null;
    case "unlock":
      if (person !== "central") return "forbidden";
      return model.isLocked ? null : "not-locked";
  }
}

function typed(model: Model, { person, value }: Step): void {
  // Whoever types what stands there already changes nothing, and has no hand in it.
  if (model.cell?.value !== value) {
    model.cell = { value, by: person };
    model.typing.add(person);
  }
  if (model.blanksBy === null) {
    model.blanksBy = person;
    model.typing.add(person);
  }
}

function follow(model: Model, step: Step): void {
  const { act, person } = step;
  switch (act) {
    case "type":
      return typed(model, step);
    case "submit":
      model.version += 1;
      model.status = "submitted";
      model.hands = new Set([...model.typing, person]);
      if (model.cell) model.hands.add(model.cell.by);
      if (model.blanksBy) model.hands.add(model.blanksBy);
      model.typing = new Set();
      return;
    case "approve":
      model.status = "approved";
      model.approvedVersion = model.version;
      model.approvedValue = model.cell?.value ?? null;
      return;
    case "return":
      model.status = "returned";
      return;
    case "reopen":
      model.status = "reopened";
      return;
    case "lock":
      model.isLocked = true;
      return;
    case "unlock":
      model.isUnlocked = true;
  }
}

type Answer = { ok: true } | { ok: false; reason: string };

/** As the person reads it; whoever never sees drafts comes with what somebody else saw. */
async function decide(person: Person, decision: SubmissionDecision): Promise<Answer> {
  const seen = await getSubmission(ACTORS[person], idOf(UNIT, PERIOD));
  return decideSubmission(seen ?? (await read(UNIT, PERIOD)), decision, ACTORS[person], NOW);
}

async function carryOut({ act, person, value }: Step): Promise<Answer> {
  const actor = ACTORS[person];
  const key = { provinceId: provinceOf(UNIT), unitId: UNIT, periodId: PERIOD };
  const reason = "theo biên bản";
  switch (act) {
    case "type":
      return type(UNIT, PERIOD, { ...BLANK, BHYT: value }, actor);
    case "submit":
      return submit(UNIT, PERIOD, actor);
    case "approve":
      return decide(person, { event: "approve" });
    case "return":
      return decide(person, { event: "return", reason });
    case "reopen":
      return decide(person, { event: "reopen", reason, dueOn: "2025-12-31" });
    case "lock":
      return lockPeriod(PERIOD, actor, null, NOW);
    case "unlock":
      return unlockUnit(key, actor, { until: "2025-12-31", reason }, NOW);
  }
}

async function found() {
  const { status, version, approvedVersion, contributors } = await read(UNIT, PERIOD);
  const where = { unitId: UNIT, periodId: PERIOD, indicatorId: "BHYT" };
  const figure = await db.figure.findFirst({ where });
  const rollup = await db.rollup.findFirst({ where });
  return {
    status,
    version,
    approvedVersion,
    hands: [...contributors].sort(),
    figure: figure?.value ?? null,
    sum: rollup?.sum ?? null,
  };
}

const foretold = ({ status, version, approvedVersion, hands, approvedValue }: Model) => ({
  status,
  version,
  approvedVersion,
  hands: [...hands].map((person) => ACTORS[person].id).sort(),
  figure: approvedValue,
  sum: approvedValue,
});

const people = Object.keys(ACTORS) as Person[];
/** Whatever anybody may try, and the way a month usually goes, so that sequences come far. */
const anybody: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...ACTS, "type", "submit", "approve", "type", "submit", "approve", "reopen", "return"),
  person: fc.constantFrom(...people, "typist", "manager", "deputy", "typist", "manager"),
  value: fc.constantFrom(100n, 101n, 102n),
});
const centrally = (act: "lock" | "unlock"): Step => ({ act, person: "central", value: 100n });
const stepArb: fc.Arbitrary<Step> = fc.oneof(
  { weight: 30, arbitrary: anybody },
  { weight: 1, arbitrary: fc.constant(centrally("lock")) },
  { weight: 2, arbitrary: fc.constant(centrally("unlock")) },
);

const step = (act: Act, person: Person, value = 100n): Step => ({ act, person, value });
/** A month that goes through everything once: whatever chance brings besides, these answers are always asked for. */
const TOUR: Step[] = [
  step("type", "typist"),
  step("submit", "typist"),
  step("approve", "typist"),
  step("return", "manager"),
  step("type", "manager", 101n),
  step("submit", "typist"),
  step("approve", "manager"),
  step("approve", "deputy"),
  step("type", "typist", 102n),
  step("reopen", "manager"),
  step("type", "typist", 102n),
  step("lock", "central"),
  step("submit", "typist"),
  step("unlock", "central"),
  step("submit", "typist"),
  step("approve", "manager"),
];

beforeEach(emptyDatabase);

test("every answer to several people is the one that the rules foretell", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(stepArb, { minLength: 20, maxLength: 60 }), async (steps) => {
      await emptyDatabase();
      await plantWorld();
      await open(PERIOD);
      const model: Model = {
        status: "draft",
        version: 0,
        approvedVersion: null,
        hands: new Set(),
        typing: new Set(),
        cell: null,
        blanksBy: null,
        approvedValue: null,
        isLocked: false,
        isUnlocked: false,
      };
      for (const step of steps) {
        const refused = refusal(model, step);
        const answer = await carryOut(step);
        const told = answer.ok ? null : answer.reason;
        expect(`${step.act} by ${step.person} of ${idOf(UNIT, PERIOD)}: ${told}`).toBe(
          `${step.act} by ${step.person} of ${idOf(UNIT, PERIOD)}: ${refused}`,
        );
        if (refused === null) follow(model, step);
        seen.add(`${step.act}: ${refused ?? "done"}`);
      }
      expect(await found()).toEqual(foretold(model));
    }),
    { numRuns: 25, endOnFailure: true, examples: [[TOUR]] },
  );
  // The tour came to its end.
  for (const act of ACTS) expect([...seen]).toContain(`${act}: done`);
  for (const refused of [
    "approve: contributor",
    "type: approved",
    "submit: period-locked",
    "approve: forbidden",
  ])
    expect([...seen]).toContain(refused);
});
