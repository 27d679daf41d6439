/**
 * The rules of sums after any sequence of a month's moves, in memory: what the status machine allows changes the approved
 * figures, and whatever was done, sums are sums of leaves and the old provinces sum to the new ones.
 */
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { cellKey, measureIn, shapeIndicator, type UnitFacts } from "@/lib/domain/dashboard";
import { periodsOfYear } from "@/lib/domain/dashboard-context";
import type { Cell } from "@/lib/domain/dashboard-measure";
import type { Ancestor } from "@/lib/domain/dashboard-targets";
import type { IndicatorId } from "@/lib/domain/indicator";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import type { Actor, OrgScope } from "@/lib/domain/policy";
import {
  effective,
  leafRollup,
  sumRollups,
  type ApprovedFigure,
  type Leaf,
  type Rollup,
  type RollupFacts,
} from "@/lib/domain/rollup";
import { decide, type SubmissionEvent, type SubmissionStatus } from "@/lib/domain/submission";
import { existsOn, type Succession, type Unit } from "@/lib/domain/unit";
import { contextOf } from "@/tests/support/dashboard-facts";
import { LEAVES, SUCCESSIONS, UNITS } from "@/tests/support/workflow-units";

vi.setConfig({ testTimeout: 60_000 });

const PERIODS = [
  "2025-04",
  "2025-05",
  "2025-06",
  "2025-07",
  "2025-08",
  "2025-08-15",
  "2025-09",
] as PeriodId[];
const ASKED = ["BHXH_BB", "BHXH_TN", "BHYT", "TN_MOI", "THU"] as const satisfies readonly IndicatorId[];
const NOT_OF_OFFICES = new Set<IndicatorId>(["BHXH_TN", "TN_MOI"]);
const TODAY = "2025-10-01";

const leaves = LEAVES as readonly (Leaf & { provinceId: string; path: string })[];
const scope = { paths: ["/vn/"], provincePaths: [] } as unknown as OrgScope;
const everybody = { id: "x", role: "manager", scope } as unknown as Actor;

type Cells = Map<IndicatorId, ApprovedFigure>;
type Month = { status: SubmissionStatus; typed: Cells; submitted: Cells; approved: Cells | null };

class Country {
  readonly months = new Map<string, Month>();
  readonly locked = new Set<PeriodId>();
  readonly whole = new Map<string, string[]>();

  readonly facts: RollupFacts = {
    leaf: (id) => leaves.find((one) => one.id === id),
    wholePredecessors: (id) => this.whole.get(id) ?? [],
    isRequired: (_period, kind, id) =>
      ASKED.some((asked) => asked === id) && !(kind === "national_office" && NOT_OF_OFFICES.has(id)),
    figure: (unitId, periodId, id) => this.months.get(`${unitId} ${periodId}`)?.approved?.get(id),
  };

  open(periodId: PeriodId) {
    for (const leaf of leaves.filter((one) => existsOn(one, asOfDay(periodId)))) {
      const key = `${leaf.id} ${periodId}`;
      const empty: Month = { status: "draft", typed: new Map(), submitted: new Map(), approved: null };
      if (!this.months.has(key)) this.months.set(key, empty);
    }
  }

  /** Does what the status machine allows, and nothing else. */
  move(unitId: string, periodId: PeriodId, event: SubmissionEvent) {
    const month = this.months.get(`${unitId} ${periodId}`);
    if (!month) return;
    const state = {
      status: month.status,
      unitPath: leaves.find(({ id }) => id === unitId)?.path ?? "",
      unitExists: true,
      periodLocked: this.locked.has(periodId),
      unlockedUntil: null,
      contributors: [],
      centralApproves: false,
    };
    const decision = decide(state, event, everybody, TODAY);
    if (!decision.ok) return;
    month.status = decision.to;
    if (event === "submit") month.submitted = new Map(month.typed);
    if (event === "approve") month.approved = month.submitted;
  }

  rows(provinceId: string, periodId: PeriodId, id: IndicatorId): Rollup[] {
    const existing = leaves.filter(
      (leaf) => leaf.provinceId === provinceId && existsOn(leaf, asOfDay(periodId)),
    );
    return existing.flatMap((leaf) => {
      const one = effective(this.facts, leaf, periodId, id);
      return one ? [leafRollup(one)] : [];
    });
  }

  sum(provinceIds: readonly string[], periodId: PeriodId, id: IndicatorId): Rollup {
    return sumRollups(provinceIds.map((one) => sumRollups(this.rows(one, periodId, id))));
  }
}

const unitArb = fc.constantFrom(...leaves.map(({ id }) => id));
const periodArb = fc.constantFrom(...PERIODS);
const cellsArb = fc
  .array(fc.tuple(fc.constantFrom(...ASKED), fc.bigInt({ min: 0n, max: 10_000n }), fc.boolean()))
  .map((cells): Cells => new Map(cells.map(([id, value, isEstimate]) => [id, { value, isEstimate }])));

type Move = (country: Country) => void;
const moveArb: fc.Arbitrary<Move> = fc.oneof(
  periodArb.map((period) => (country: Country) => country.open(period)),
  {
    weight: 6,
    arbitrary: fc
      .tuple(unitArb, periodArb, cellsArb, fc.constantFrom("submit", "approve", "return", "reopen"))
      .map(([unit, period, cells, event]) => (country: Country) => {
        const month = country.months.get(`${unit} ${period}`);
        if (month && event === "submit") month.typed = cells;
        country.move(unit, period, event as SubmissionEvent);
      }),
  },
  periodArb.map((period) => (country: Country) => void country.locked.add(period)),
  // A late correction, and a load: both end in an approved version, the one through the machine, the other past it.
  fc.tuple(unitArb, periodArb, cellsArb).map(([unit, period, cells]) => (country: Country) => {
    country.move(unit, period, "reopen");
    const month = country.months.get(`${unit} ${period}`);
    if (month) month.typed = cells;
    country.move(unit, period, "submit");
    country.move(unit, period, "approve");
  }),
  fc.tuple(unitArb, periodArb, cellsArb).map(([unit, period, cells]) => (country: Country) => {
    const month = country.months.get(`${unit} ${period}`);
    if (month) Object.assign(month, { status: "approved", submitted: cells, approved: cells });
  }),
  fc.constantFrom(...SUCCESSIONS).map((one) => succeed(one)),
);

function succeed({ fromUnitId, toUnitId, isWhole }: Succession): Move {
  return (country) => {
    const before = country.whole.get(toUnitId) ?? [];
    if (isWhole && !before.includes(fromUnitId)) country.whole.set(toUnitId, [...before, fromUnitId]);
  };
}

function played(moves: readonly Move[]): Country {
  const country = new Country();
  for (const period of PERIODS.slice(0, 4)) country.open(period);
  for (const move of moves) move(country);
  return country;
}

const PROVINCES = UNITS.filter(({ level }) => level === "province").map(({ id }) => id);
const SUMMED = [...ASKED, "BHXH", "CHI_BHYT", "TONG"] as const satisfies readonly IndicatorId[];
const everything = PERIODS.flatMap((period) => SUMMED.map((id) => [period, id] as const));

function holds(check: (country: Country, period: PeriodId, id: IndicatorId) => void) {
  fc.assert(
    fc.property(fc.array(moveArb, { maxLength: 80 }), (moves) => {
      const country = played(moves);
      for (const [period, id] of everything) check(country, period, id);
    }),
    { numRuns: 40 },
  );
}

test("a sum is the sum of its leaves, each counted once, at every level", () => {
  holds((country, period, id) => {
    const below = [...PROVINCES, "VN"].flatMap((province) => country.rows(province, period, id));
    const nation = country.sum([...PROVINCES, "VN"], period, id);
    const values = below.flatMap(({ sum }) => sum ?? []);
    expect(nation.sum).toBe(values.length === 0 ? null : values.reduce((a, b) => a + b, 0n));
    expect(nation.expected).toBe(below.length);
    expect(nation.expected).toBe(nation.reported + nation.carried + nation.missing);
    expect(nation.estimated).toBeLessThanOrEqual(nation.reported + nation.carried);
  });
});

test("what was approved last counts, also while it is reopened or sent back", () => {
  holds((country, period, id) => {
    for (const leaf of leaves) {
      const last = country.months.get(`${leaf.id} ${period}`)?.approved?.get(id);
      if (last) expect(effective(country.facts, leaf, period, id)).toEqual({ kind: "reported", ...last });
    }
  });
});

describe("seen with the boundaries of today", () => {
  const provinces = UNITS.filter(({ level }) => level === "province");
  const heirs = provinces.filter((unit) => existsOn(unit, TODAY));
  const year = periodsOfYear("2025-09" as PeriodId);

  /** A province as a dashboard knows it: through whatever went whole into it. */
  function factsOf(country: Country, unit: Unit): UnitFacts {
    const lineage = lineageOf(country, unit, null);
    const cells = new Map<string, Cell[]>();
    for (const period of [...year, ...PERIODS])
      for (const id of SUMMED)
        cells.set(
          cellKey(id, period),
          lineage
            .filter((one) => existsOn(one, asOfDay(period)))
            .map((one) => ({ ...country.sum([one.id], period, id), stated: null })),
        );
    return { unit, lineage, cells, targets: [], denominators: [], territories: [] };
  }

  function lineageOf(country: Country, unit: Unit, intoId: string | null): Ancestor[] {
    const parents = provinces.filter(({ id }) => country.facts.wholePredecessors(unit.id).includes(id));
    return [{ ...unit, intoId }, ...parents.flatMap((one) => lineageOf(country, one, unit.id))];
  }

  const total = (values: readonly (bigint | null | undefined)[]) =>
    values.reduce<bigint>((sum, value) => sum + (value ?? 0n), 0n);
  const of = (period: PeriodId) =>
    provinces.filter((unit) => existsOn(unit, asOfDay(period))).map(({ id }) => id);

  function holdsAfterReform(check: (country: Country, facts: readonly UnitFacts[]) => void) {
    fc.assert(
      fc.property(fc.array(moveArb, { maxLength: 80 }), (moves) => {
        const country = played([...moves, ...SUCCESSIONS.map(succeed)]);
        check(
          country,
          heirs.map((unit) => factsOf(country, unit)),
        );
      }),
      { numRuns: 20 },
    );
  }

  test("the old provinces sum to their heirs, for every indicator and counter", () => {
    holdsAfterReform((country, facts) => {
      for (const [period, id] of everything) {
        const measures = facts.map((one) => measureIn(one, id, period));
        const then = country.sum(of(period), period, id);
        expect(total(measures.map((one) => one?.value))).toBe(then.sum ?? 0n);
        expect(measures.reduce((sum, one) => sum + (one?.unknown ?? 0), 0)).toBe(then.missing);
        expect(measures.reduce((sum, one) => sum + (one?.reporting.expected ?? 0), 0)).toBe(then.expected);
      }
    });
  });

  test("the year to date of the heirs is that of the country, across the reform", () => {
    holdsAfterReform((country, facts) => {
      for (const period of PERIODS) {
        const heard = facts.map((one) => shapeIndicator(one, "TN_MOI", contextOf(period)).measure);
        const months = periodsOfYear(period).map((one) => country.sum(of(one), one, "TN_MOI").sum);
        expect(total(heard.map(({ value }) => value))).toBe(total(months));
      }
    });
  });
});

test("right after the reform an heir carries what its whole predecessors had, if all of them had it", () => {
  holds((country, period, id) => {
    if (period !== "2025-07" || !["BHYT", "BHXH_BB", "BHXH_TN"].includes(id)) return;
    for (const heir of ["a2", "bc", "Q-VP"]) {
      const predecessors = country.whole.get(heir) ?? [];
      const own = country.months.get(`${heir} 2025-07`)?.approved?.get(id);
      const had = predecessors.map((one) => country.facts.figure(one, "2025-06" as PeriodId, id)?.value);
      if (own || predecessors.length === 0 || had.includes(undefined)) continue;
      const leaf = leaves.find((one) => one.id === heir) as Leaf;
      const value = effective(country.facts, leaf, period, id);
      expect(value).toMatchObject({
        kind: "carried",
        value: had.reduce((a, b) => (a ?? 0n) + (b ?? 0n), 0n),
      });
    }
  });
});
