import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assignedSum,
  grown,
  meantHeadcount,
  PROPOSALS,
  propose,
  proposeRates,
  RATE_PROPOSALS,
  redistribute,
  roundParts,
  type CascadeRow,
} from "@/lib/domain/cascade";

const row = (id: string, facts: Partial<CascadeRow> = {}): CascadeRow => ({
  id,
  value: null,
  plan: null,
  population: null,
  labourForce: null,
  denominator: null,
  assigned: null,
  isLocked: false,
  ...facts,
});
const assigned = (result: ReturnType<typeof propose>) => {
  if (!result.ok) throw new Error(result.reason);
  return Object.fromEntries(result.assigned);
};

const amount = fc.bigInt({ min: 0n, max: 10n ** 12n });
const maybe = fc.option(amount, { nil: null });
const rows = fc
  .array(
    fc.record({
      value: maybe,
      plan: maybe,
      population: maybe,
      labourForce: maybe,
      denominator: maybe,
      assigned: maybe,
      isLocked: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((facts) => facts.map((one, index) => ({ ...one, id: String(index) })));

describe("every proposal and every redistribution", () => {
  const lockedOf = (all: readonly CascadeRow[]) => all.filter(({ isLocked }) => isLocked);

  test("sums to the total exactly, keeps every locked cell and gives nobody less than nothing", () => {
    fc.assert(
      fc.property(rows, amount, fc.constantFrom(...PROPOSALS, null), (all, more, proposal) => {
        const total = assignedSum(lockedOf(all)) + more;
        const result = proposal === null ? redistribute(all, total) : propose(all, total, proposal);
        if (!result.ok) {
          const hasFree = all.some(({ isLocked }) => !isLocked);
          expect(result.reason).toBe(hasFree ? "no-basis" : "all-locked");
          return;
        }
        const parts = [...result.assigned.values()];
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
        expect(parts.every((part) => part >= 0n)).toBe(true);
        for (const locked of lockedOf(all))
          expect(result.assigned.get(locked.id)).toBe(locked.assigned ?? 0n);
        expect(result.assigned.size).toBe(all.length);
      }),
    );
  });

  test("is refused where the locked cells hold more than the total", () => {
    fc.assert(
      fc.property(rows, (all) => {
        const held = assignedSum(lockedOf(all));
        fc.pre(held > 0n);
        const refused = { ok: false, reason: "nothing-to-spread" };
        expect(redistribute(all, held - 1n)).toEqual(refused);
        for (const proposal of PROPOSALS) expect(propose(all, held - 1n, proposal)).toEqual(refused);
      }),
    );
  });

  test("of equal growth raises everybody by the same part, to one person", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 10n ** 9n }), { minLength: 1 }),
        amount,
        (values, more) => {
          const base = values.reduce((sum, value) => sum + value, 0n);
          const total = base + more;
          const result = propose(
            values.map((value, index) => row(String(index), { value })),
            total,
            "growth",
          );
          if (!result.ok) throw new Error(result.reason);
          values.forEach((value, index) => {
            const exact = (value * total) / base;
            expect([exact, exact + 1n]).toContain(result.assigned.get(String(index)));
          });
        },
      ),
    );
  });
});

describe("a proposal", () => {
  test("by population follows the people", () => {
    const all = [row("a", { population: 300n }), row("b", { population: 100n })];
    expect(assigned(propose(all, 1_000n, "population"))).toEqual({ a: 750n, b: 250n });
  });
  test("gives a person that cannot be divided to the largest remainder", () => {
    const all = [row("a", { plan: 1n }), row("b", { plan: 1n }), row("c", { plan: 1n })];
    expect(assigned(propose(all, 100n, "plan"))).toEqual({ a: 34n, b: 33n, c: 33n });
  });
  test("by headroom keeps what everybody has and sends the growth where people are not enrolled yet", () => {
    const all = [
      row("full", { value: 900n, denominator: 900n }),
      row("half", { value: 500n, denominator: 1_000n }),
      row("most", { value: 900n, denominator: 1_000n }),
    ];
    expect(assigned(propose(all, 2_360n, "headroom"))).toEqual({ full: 900n, half: 550n, most: 910n });
  });
  test("by headroom below what everybody has takes from everybody alike", () => {
    const all = [
      row("a", { value: 900n, denominator: 900n }),
      row("b", { value: 100n, denominator: 1_000n }),
    ];
    expect(assigned(propose(all, 500n, "headroom"))).toEqual({ a: 450n, b: 50n });
  });
  test("lets an office without a population grow like everybody together", () => {
    const all = [
      row("office", { value: 100n }),
      row("a", { value: 500n, population: 1_000n }),
      row("b", { value: 400n, population: 3_000n }),
    ];
    expect(assigned(propose(all, 1_100n, "population"))).toEqual({ office: 110n, a: 248n, b: 742n });
  });
  test("around two locked cells changes only the others", () => {
    const all = [
      row("a", { value: 10n, assigned: 50n, isLocked: true }),
      row("b", { value: 10n, assigned: 7n, isLocked: true }),
      row("c", { value: 30n, assigned: 1n }),
      row("d", { value: 10n }),
    ];
    expect(assigned(propose(all, 97n, "growth"))).toEqual({ a: 50n, b: 7n, c: 30n, d: 10n });
  });
  test("in equal shares asks nothing of anybody, and leaves the locked ones", () => {
    const all = [row("a"), row("b", { value: 9n }), row("c", { assigned: 10n, isLocked: true }), row("d")];
    expect(assigned(propose(all, 30n, "equal"))).toEqual({ a: 7n, b: 7n, c: 10n, d: 6n });
  });
  test("is refused where nothing is known to share by", () => {
    expect(propose([row("a"), row("b")], 10n, "plan")).toEqual({ ok: false, reason: "no-basis" });
  });
});

describe("the rest after a typed cell", () => {
  test("goes to the others in proportion to what they had", () => {
    const all = [
      row("typed", { assigned: 40n, isLocked: true }),
      row("a", { assigned: 20n }),
      row("b", { assigned: 10n }),
    ];
    expect(assigned(redistribute(all, 100n))).toEqual({ typed: 40n, a: 40n, b: 20n });
  });
  test("goes to all alike where they had nothing", () => {
    expect(assigned(redistribute([row("a"), row("b")], 5n))).toEqual({ a: 3n, b: 2n });
  });
  test("has nowhere to go when every cell is locked", () => {
    const all = [row("a", { assigned: 4n, isLocked: true })];
    expect(redistribute(all, 5n)).toEqual({ ok: false, reason: "all-locked" });
    expect(assigned(redistribute(all, 4n))).toEqual({ a: 4n });
  });
});

test("a plan grown by a part of itself is rounded half away from zero to a whole person", () => {
  expect(grown(98_751_570n, 250n)).toBe(101_220_359n);
  expect(grown(3n, 1n)).toBe(3n);
  expect(grown(20n, 250n)).toBe(21n);
  expect(grown(60n, 250n)).toBe(62n);
  expect(grown(1_000n, -500n)).toBe(950n);
});

describe("rounding", () => {
  const steps = fc.constantFrom(1n, 10n, 100n, 1_000n, 1_000_000n);
  const parts = fc.array(amount, { minLength: 1, maxLength: 60 });
  const sumOf = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);

  test("keeps the sum, moves nobody by two steps, and leaves at most one part that is no whole number of steps", () => {
    fc.assert(
      fc.property(parts, steps, (exact, step) => {
        const rounded = roundParts(exact, step);
        expect(sumOf(rounded)).toBe(sumOf(exact));
        expect(rounded.filter((part) => part % step !== 0n).length).toBeLessThanOrEqual(1);
        rounded.forEach((part, index) => {
          const moved = part - (exact[index] ?? 0n);
          expect(part >= 0n && moved < 2n * step && moved > -step).toBe(true);
        });
      }),
    );
  });
  test("of a total of whole steps gives everybody whole steps", () => {
    fc.assert(
      fc.property(parts, steps, (exact, step) => {
        const total = sumOf(exact) * step;
        const result = propose(
          exact.map((population, index) => row(String(index), { population, value: population })),
          total,
          "population",
          { step },
        );
        if (!result.ok) return;
        expect([...result.assigned.values()].every((part) => part % step === 0n)).toBe(true);
        expect(sumOf([...result.assigned.values()])).toBe(total);
      }),
    );
  });
  test("of proposals and redistributions keeps locked cells and the sum", () => {
    fc.assert(
      fc.property(rows, amount, steps, fc.constantFrom(...PROPOSALS, null), (all, more, step, proposal) => {
        const locked = all.filter(({ isLocked }) => isLocked);
        const total = assignedSum(locked) + more;
        const result =
          proposal === null ? redistribute(all, total, step) : propose(all, total, proposal, { step });
        if (!result.ok) return;
        expect(sumOf([...result.assigned.values()])).toBe(total);
        for (const one of locked) expect(result.assigned.get(one.id)).toBe(one.assigned ?? 0n);
      }),
    );
  });
  test("to hundreds of people reads like a paper", () => {
    expect(roundParts([1_234n, 5_678n, 3_088n], 100n)).toEqual([1_200n, 5_700n, 3_100n]);
    expect(roundParts([1_234n, 5_678n, 3_095n], 100n)).toEqual([1_200n, 5_707n, 3_100n]);
  });
});

test("of an increase all goes where people are not enrolled yet", () => {
  const all = [
    row("full", { value: 900n, denominator: 900n }),
    row("half", { value: 500n, denominator: 1_000n }),
    row("most", { value: 900n, denominator: 1_000n }),
  ];
  expect(assigned(propose(all, 60n, "headroom", { isIncrease: true }))).toEqual({
    full: 0n,
    half: 50n,
    most: 10n,
  });
});

describe("rates", () => {
  const people = fc
    .array(
      fc.record({
        denominator: fc.bigInt({ min: 1n, max: 10n ** 8n }),
        share: fc.bigInt({ min: 0n, max: 10_000n }),
        assigned: fc.option(fc.bigInt({ min: 0n, max: 10_000n }), { nil: null }),
        isLocked: fc.boolean(),
      }),
      { minLength: 1, maxLength: 30 },
    )
    .map((all) =>
      all.map(({ share, ...one }, index) =>
        row(String(index), { ...one, value: (one.denominator * share) / 10_000n }),
      ),
    );
  const meant = (all: readonly CascadeRow[], given: ReadonlyMap<string, bigint>) =>
    all.reduce(
      (sum, { id, denominator }) => sum + meantHeadcount(given.get(id) ?? 0n, denominator ?? 0n),
      0n,
    );

  test("of any proposal never move a locked cell, and mean at least the parent's people where that can be reached", () => {
    fc.assert(
      fc.property(
        people,
        fc.bigInt({ min: 0n, max: 10_000n }),
        fc.constantFrom(...RATE_PROPOSALS, "rest" as const),
        (all, rate, proposal) => {
          const total = all.reduce((sum, { denominator }) => sum + (denominator ?? 0n), 0n);
          const headcount = meantHeadcount(rate, total);
          const result = proposeRates(all, { rate, headcount }, proposal);
          if (!result.ok) return;
          for (const { id, isLocked, assigned: before } of all)
            if (isLocked) expect(result.assigned.get(id) ?? null).toBe(before);
          const isReached = meant(all, result.assigned) >= headcount;
          const free = all.filter(({ isLocked }) => !isLocked);
          const isFull = free.every(({ id }) => (result.assigned.get(id) ?? 0n) >= 10_000n);
          if (proposal !== "same") expect(isReached || isFull).toBe(true);
        },
      ),
    );
  });
  const two = [
    row("a", { value: 8_000n, denominator: 10_000n }),
    row("b", { value: 27_000n, denominator: 30_000n }),
  ];
  test("with the same points more mean just the parent's people", () => {
    expect(assigned(proposeRates(two, { rate: 9_000n, headcount: 36_000n }, "points"))).toEqual({
      a: 8_250n,
      b: 9_250n,
    });
  });
  test("closing the gap ask more of whoever has more to close", () => {
    expect(assigned(proposeRates(two, { rate: 9_000n, headcount: 36_000n }, "gap"))).toEqual({
      a: 8_400n,
      b: 9_200n,
    });
  });
  test("leave an office without a denominator as it is", () => {
    const all = [...two, row("office", { value: 5n })];
    expect(assigned(proposeRates(all, { rate: 9_500n, headcount: null }, "same"))).toEqual({
      a: 9_500n,
      b: 9_500n,
    });
  });
});
