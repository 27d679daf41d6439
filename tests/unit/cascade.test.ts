import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignedSum, grown, PROPOSALS, propose, redistribute, type CascadeRow } from "@/lib/domain/cascade";

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

test("a plan grown by a part of itself is rounded up to a whole person", () => {
  expect(grown(98_751_570n, 250n)).toBe(101_220_360n);
  expect(grown(3n, 1n)).toBe(4n);
  expect(grown(1_000n, -500n)).toBe(950n);
});
