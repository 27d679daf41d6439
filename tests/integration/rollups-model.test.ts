/**
 * Any sequence of a month's moves through lib/data, against a second opinion: whatever was allowed, refused, corrected,
 * locked, loaded or reformed, the stored sums are those that the pure rules make of the immutable revisions.
 */
import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import { db } from "@/lib/data/db";
import { lockPeriod, signMonth, unlockUnit } from "@/lib/data/periods";
import { verifyRollups } from "@/lib/data/rollup-verify";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { PeriodId } from "@/lib/domain/period";
import {
  approve,
  giveBack,
  NOW,
  open,
  provinceOf,
  reopen,
  submit,
  type,
  type Figures,
} from "@/tests/support/workflow-moves";
import { figures, load } from "@/tests/support/load-files";
import { addSuccession, hasSuccession, loadUnits } from "@/tests/support/workflow-tree";
import { LEAVES, SUCCESSIONS, UNITS } from "@/tests/support/workflow-units";
import { ACTORS, emptyDatabase, plantWorld } from "@/tests/support/workflow-world";

vi.setConfig({ testTimeout: 600_000 });

const PERIODS = ["2025-05", "2025-06", "2025-07", "2025-08-15", "2025-08"] as const;
const INDICATORS = ["BHXH_BB", "BHXH_TN", "BHYT", "TN_MOI", "THU"] as const satisfies readonly IndicatorId[];

/** Named, so that a failing sequence reads as one. */
type Play = { name: string; run: () => Promise<unknown> };
const play = (name: string, run: () => Promise<unknown>): Play => ({ name, run });

const cellsArb: fc.Arbitrary<Figures> = fc
  .record(
    Object.fromEntries(
      INDICATORS.map((id) => [id, fc.option(fc.bigInt({ min: 0n, max: 1000n }), { freq: 3 })]),
    ),
  )
  // More people hold a card than are insured compulsorily, or the form could not be submitted.
  .map((cells) => ({ ...cells, BHYT: typeof cells.BHYT === "bigint" ? cells.BHYT + 1000n : null }));

/** A unit in a month in which it exists; elsewhere there is no form to move. */
const formArb = fc
  .tuple(fc.constantFrom(...LEAVES), fc.constantFrom(...PERIODS))
  .map(([{ id }, period]) => ({ id, period }));

const ifOpen = async (id: string, period: string, run: () => Promise<unknown>) => {
  const where = { provinceId: provinceOf(id), unitId: id, periodId: period };
  if (await db.submission.findFirst({ where })) await run();
};

type Move = (id: string, period: string, cells: Figures, estimates: IndicatorId[]) => Promise<unknown>;
const codeOf = (unitId: string) => UNITS.find(({ id }) => id === unitId)?.code ?? unitId;
const typed: Move = (id, period, cells, estimates) => type(id, period, cells, ACTORS.typist, estimates);

/** The rows of a file that names the unit's figures. */
const rowsOf = (id: string, period: string, cells: Figures, estimates: readonly IndicatorId[]) =>
  INDICATORS.flatMap((indicator) =>
    typeof cells[indicator] === "bigint"
      ? [`${codeOf(id)},${period},${indicator},${cells[indicator]},${Number(estimates.includes(indicator))}`]
      : [],
  );

const moves: Record<string, Move> = {
  type: typed,
  submit: (id, period) => submit(id, period),
  approve: (id, period) => approve(id, period),
  giveBack: (id, period) => giveBack(id, period),
  reopen: (id, period) => reopen(id, period),
  month: async (id, period, cells, estimates) => {
    await typed(id, period, cells, estimates);
    await submit(id, period);
    await approve(id, period);
  },
  correction: async (id, period, cells, estimates) => {
    await reopen(id, period);
    await typed(id, period, cells, estimates);
    await submit(id, period);
    await approve(id, period);
  },
  load: (id, period, cells, estimates) => load({ figures: figures(...rowsOf(id, period, cells, estimates)) }),
  unlock: (id, period) =>
    unlockUnit(
      { provinceId: provinceOf(id), unitId: id, periodId: period as PeriodId },
      ACTORS.central,
      { until: "2025-12-31", reason: "Nộp bổ sung" },
      NOW,
    ),
  sign: (id, period) => signMonth(provinceOf(id), period as PeriodId, ACTORS.manager, NOW),
};

const playArb: fc.Arbitrary<Play> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc
      .tuple(
        fc.constantFrom("month", "correction", ...Object.keys(moves)),
        formArb,
        cellsArb,
        fc.subarray([...INDICATORS]),
      )
      .map(([name, { id, period }, cells, estimates]) =>
        play(`${name} ${id} ${period}`, () =>
          ifOpen(id, period, async () => moves[name]?.(id, period, cells, estimates)),
        ),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...PERIODS).map((period) => play(`open ${period}`, () => open(period))),
  },
  fc
    .constantFrom(...PERIODS)
    .map((period) => play(`lock ${period}`, () => lockPeriod(period as PeriodId, ACTORS.central, null, NOW))),
  fc.constantFrom(...SUCCESSIONS).map((succession) =>
    play(`succeed ${succession.fromUnitId} ${succession.toUnitId}`, async () => {
      if (!(await hasSuccession(succession))) await addSuccession(succession);
    }),
  ),
  fc
    .constantFrom("2025-06-30", "2025-07-31", "2025-12-31", null)
    .map((validTo) =>
      play(`end R-VP ${validTo}`, () =>
        loadUnits(...UNITS.filter(({ id }) => id === "R-VP").map((unit) => ({ ...unit, validTo }))),
      ),
    ),
);

beforeEach(emptyDatabase);

test("stored sums are those of the rules after any sequence of moves", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(playArb, { minLength: 10, maxLength: 50 }), async (plays) => {
      await emptyDatabase();
      await plantWorld([]);
      for (const period of PERIODS.slice(0, 3)) await open(period);
      for (const { run } of plays) await run();
      expect((await verifyRollups(db)).differences).toEqual([]);
    }),
    { numRuns: 12, endOnFailure: true },
  );
});
