import { parseTargetSelection } from "@/app/(app)/targets/selection";
import { describe, expect, test } from "vitest";
import { plansOfYears, standingTargets } from "@/lib/domain/dashboard-targets";
import { lastInstantOf } from "@/lib/domain/day";
import { INDICATOR_IDS, indicatorsFor, isValidOn } from "@/lib/domain/indicator";
import { otherTargets, planWords } from "@/lib/domain/plan-words";
import { recordedBy, type Target } from "@/lib/domain/target";
import { targetList, targetListSummary, type TargetListFacts } from "@/lib/domain/target-list";
import {
  decisionScopes,
  previousScope,
  scopeChoices,
  targetScopeSchema,
  yearScope,
} from "@/lib/domain/target-scope";
import { shapeIndicator } from "@/lib/domain/dashboard";
import { contextOf, factsOf, target } from "@/tests/support/dashboard-facts";

const YEAR = targetScopeSchema.parse("2026");
const unit = { id: "68-2025", validFrom: "2025-07-01", validTo: null, intoId: null };
const plan = (change: Partial<Target>): Target => {
  const { isLater, isHeadline, madeFrom, ...stored } = target({ unitId: "68-2025", scope: "2026" });
  expect([isLater, isHeadline, madeFrom]).toEqual([false, true, []]);
  return { ...stored, decidedOn: "2026-01-05", effectiveOn: "2026-01-05", ...change };
};
const facts = (targets: readonly Target[], change: Partial<TargetListFacts> = {}): TargetListFacts => ({
  unitId: "68-2025",
  lineage: [unit],
  targets,
  denominators: [],
  childIds: [],
  ...change,
});
const january = plan({ value: 100n, decisionNumber: "1/QĐ" });
const september = plan({
  value: 120n,
  decisionNumber: "9/QĐ",
  decidedOn: "2026-09-01",
  effectiveOn: "2026-09-01",
  recordedAt: "2026-09-20T02:00:00.000Z",
});

describe("the targets of a unit", () => {
  test("on a June day are those of January, and say what comes", () => {
    const [group] = targetList(facts([january, september]), YEAR, "2026-06-30");
    expect(group?.targets).toMatchObject([
      { target: { value: 100n }, replaced: null, next: { value: 120n } },
    ]);
  });
  test("on an October day are those of September, and say what they replaced", () => {
    const [group] = targetList(facts([january, september]), YEAR, "2026-10-31");
    expect(group?.targets).toMatchObject([
      { target: { value: 120n }, replaced: { value: 100n }, next: null },
    ]);
  });
  test("by what was recorded until a day are those that were known then", () => {
    const known = recordedBy([january, september], lastInstantOf("2026-09-10"));
    expect(targetList(facts(known), YEAR, "2026-10-31")).toMatchObject([
      { targets: [{ target: { value: 100n } }] },
    ]);
  });
  test("of next year stand before it begins, as given later", () => {
    const next = plan({ scope: "2027", effectiveOn: "2027-01-01" });
    const [group] = targetList(facts([next]), targetScopeSchema.parse("2027"), "2026-11-22");
    expect(group?.targets).toMatchObject([{ target: { isLater: true } }]);
  });
  test("of the same number in two years are two decisions", () => {
    const earlier = plan({ value: 90n, decisionNumber: "1/QĐ", decidedOn: "2025-12-20" });
    const [group] = targetList(facts([earlier, january]), YEAR, "2026-06-30");
    expect(group?.targets).toMatchObject([{ target: { value: 100n }, replaced: { value: 90n } }]);
  });
  test("say which people a rate means by the newest denominator", () => {
    const denominator = {
      unitId: "68-2025",
      kind: "population",
      basis: "nso",
      year: 2025,
      value: 1_000n,
      source: "thử",
      version: 1,
    } as const;
    const given = facts([plan({ kind: "rate", value: 9_255n })], { denominators: [denominator] });
    const [group] = targetList(given, YEAR, "2026-06-30");
    expect(group?.targets).toMatchObject([{ means: { people: 926n, denominator: { year: 2025 } } }]);
  });
});

describe("a merged unit", () => {
  const ended = { validFrom: "2008-08-01", validTo: "2025-06-30", intoId: "68-2025" };
  const lineage = [unit, { ...ended, id: "60" }, { ...ended, id: "67" }];
  const of = (unitId: string, value: bigint, change: Partial<Target> = {}) =>
    plan({ unitId, value, scope: "2025", decidedOn: "2025-01-05", effectiveOn: "2025-01-05", ...change });
  const scope = targetScopeSchema.parse("2025");

  test("shows the sum of its predecessors and each of them, also on a day of another year", () => {
    const [group] = targetList(facts([of("60", 10n), of("67", 20n)], { lineage }), scope, "2026-11-22");
    expect(group?.targets).toMatchObject([
      { target: { value: 30n, madeFrom: ["60", "67"] }, parts: [{ value: 10n }, { value: 20n }] },
    ]);
    expect(targetListSummary(group ? [group] : [])).toMatchObject({ inherited: 1, targets: 1 });
  });
  test("counts nothing twice once it has its own decision", () => {
    const own = of("68-2025", 33n, { effectiveOn: "2025-09-01", decidedOn: "2025-09-01" });
    const all = facts([of("60", 10n), of("67", 20n), own], { lineage });
    expect(targetList(all, scope, "2025-10-31")).toMatchObject([{ targets: [{ target: { value: 33n } }] }]);
    expect(targetList(all, scope, "2025-08-31")).toMatchObject([{ targets: [{ target: { value: 30n } }] }]);
  });
  test("inherits for a school year that began before it", () => {
    const school = { scope: "SY2024" };
    const all = facts([of("60", 10n, school), of("67", 20n, school)], { lineage });
    expect(targetList(all, targetScopeSchema.parse("SY2024"), "2025-07-15")).toMatchObject([
      { targets: [{ target: { value: 30n } }] },
    ]);
  });
});

test("the times to choose from are those with numbers, this year and the next, the school year and the quarter", () => {
  const known = ["2021", "SY2020", "2026-Q4"].map((scope) => targetScopeSchema.parse(scope));
  expect(scopeChoices(known, "2026-11-22")).toEqual(["2027", "2026", "2021", "SY2026", "SY2020", "2026-Q4"]);
  expect(scopeChoices([], "2026-08-31")).toContain("SY2025");
  expect(scopeChoices([], "2099-12-31")).toEqual(["2099", "SY2099", "2099-Q4"]);
  expect(scopeChoices([], "1990-01-01")).toEqual(["1991", "1990", "1990-Q1"]);
  expect(scopeChoices([], "1980-01-01")).toEqual([]);
  expect([yearScope("1980-01-01"), yearScope("2150-06-30")]).toEqual(["1990", "2099"]);
  expect(previousScope(targetScopeSchema.parse("1990"))).toBeNull();
});

test("the address of the list names its time as a scope, and a year as a year too", () => {
  const fallback = { unitId: "60", today: "2026-11-22" };
  const scopeOf = (search: Record<string, string>) => parseTargetSelection(search, fallback)?.scope;
  expect(scopeOf({ year: "2024" })).toBe("2024");
  expect(scopeOf({ year: "2024", scope: "SY2025" })).toBe("SY2025");
  expect(scopeOf({})).toBe("2026");
  expect(parseTargetSelection({ year: "hai nghìn" }, fallback)).toBeNull();
});

test("a decision gives numbers for the time in which it takes effect before those of today", () => {
  expect(decisionScopes("2023-01-15", "2026-11-22")).toEqual([
    ...["2023", "2024", "2022", "SY2024", "SY2023", "SY2022", "2023-Q4", "2023-Q3", "2023-Q2", "2023-Q1"],
    ...["2027", "2026", "SY2026", "2026-Q4"],
  ]);
  expect(decisionScopes("2026-11-22", "2026-11-22")).toEqual([
    ...["2026", "2027", "2025", "SY2027", "SY2026", "SY2025"],
    ...["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"],
  ]);
});

test("a decision gives numbers for its drives after other times, and what is shown is among them once", () => {
  const [drive, old] = [targetScopeSchema.parse("D:thang-5"), targetScopeSchema.parse("2019")];
  const scopes = decisionScopes("2026-11-22", "2026-11-22", [drive, old, targetScopeSchema.parse("2026")]);
  expect(scopes.slice(-2)).toEqual([drive, old]);
  expect(scopes.filter((one) => one === "2026")).toHaveLength(1);
});

test("an indicator whose validity has ended is offered only where it is shown", () => {
  const ended = INDICATOR_IDS.filter((one) => isValidOn(one, "2025-06-30") && !isValidOn(one, "2025-07-01"));
  expect(ended.length).toBeGreaterThan(0);
  expect(indicatorsFor("2027-01-01")).not.toEqual(expect.arrayContaining([ended[0]]));
  expect(indicatorsFor("2027-01-01", ended)).toEqual(
    INDICATOR_IDS.filter((one) => isValidOn(one, "2027-01-01") || ended.includes(one)),
  );
});

test("a drive's target is never the headline of the year, however it was chosen", () => {
  const drive = targetScopeSchema.parse("D:thang-5");
  const ofDrive = plan({
    scope: drive,
    value: 5n,
    effectiveOn: "2026-05-01",
    headlineReason: "Đợt cao điểm",
  });
  const both = [ofDrive, plan({ value: 900n, issuer: "UBND tỉnh" })];
  const values = (all: readonly { value: bigint; isHeadline: boolean }[]) =>
    all.map(({ value, isHeadline }) => [value, isHeadline]);
  expect(values(standingTargets(unit.id, [unit], both, [], "2026-06-30"))).toEqual([[900n, true]]);
  expect(plansOfYears(unit.id, [unit], both, "BHYT", [2026])).toEqual([{ year: 2026, value: 900n }]);
  expect(plansOfYears(unit.id, [unit], [ofDrive], "BHYT", [2026])).toEqual([]);
  const listed = (scope: typeof drive) =>
    targetList(facts(both), scope, "2026-06-30").flatMap(({ targets }) =>
      values(targets.map((one) => one.target)),
    );
  expect(listed(YEAR)).toEqual([[900n, true]]);
  expect(listed(drive)).toEqual([[5n, true]]);
});

test("a percentage of plan names the issuer and the paper of the plan, then what else was given", () => {
  const rate = target({ kind: "rate", value: 9_225n, issuer: "UBND tỉnh", isHeadline: false });
  const view = shapeIndicator(factsOf([], { targets: [target({}), rate] }), "BHYT", contextOf("2023-11"));
  expect(planWords(view)).toEqual([
    "BHXH VN giao 1.137.364 người, Quyết định 01/QĐ-BHXH ngày 10/01/2023",
    "UBND tỉnh giao 92,25%, Quyết định 01/QĐ-BHXH ngày 10/01/2023",
  ]);
  expect(otherTargets(view)).toEqual([rate]);
  const bare = shapeIndicator(factsOf([], { targets: [rate] }), "BHYT", contextOf("2023-11"));
  expect(planWords(bare)).toEqual([]);
});
