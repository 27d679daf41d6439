import { describe, expect, test } from "vitest";
import { dayNotes, reviewTables, type ReviewFacts, type ReviewNumber } from "@/lib/domain/decision-review";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { target } from "@/tests/support/dashboard-facts";

const YEAR = targetScopeSchema.parse("2026");
const number = (unitId: string, value: bigint, change: Partial<ReviewNumber> = {}): ReviewNumber => ({
  unitId,
  recipientId: null,
  name: unitId,
  scope: YEAR,
  indicator: "BHYT",
  kind: "headcount",
  value,
  ...change,
});
const children = ["a", "b", "c"].map((id) => ({ id, name: id }));
const facts = (numbers: readonly ReviewNumber[], change: Partial<ReviewFacts> = {}): ReviewFacts => ({
  unitId: "60",
  numbers,
  parents: [],
  units: new Map([[YEAR, children]]),
  recipients: new Map([[YEAR, [{ id: "x", name: "Xã X" }]]]),
  standing: [],
  ...change,
});
const given = target({ scope: "2026", value: 100n });

describe("the review of a decision", () => {
  test("holds the sum against what the unit was given", () => {
    const [table] = reviewTables(facts([number("a", 60n), number("b", 50n)], { parents: [given] }));
    expect(table).toMatchObject({
      sum: 110n,
      difference: 10n,
      parent: { value: 100n, issuer: "BHXH VN", isOwn: false },
    });
  });
  test("holds it against the decision's own number for the unit before any other", () => {
    const numbers = [number("60", 120n), number("a", 60n), number("b", 50n)];
    const [table] = reviewTables(facts(numbers, { parents: [given] }));
    expect(table).toMatchObject({ own: 120n, sum: 110n, difference: -10n, parent: { isOwn: true } });
  });
  test("names who has no number", () => {
    const [table] = reviewTables(facts([number("a", 60n)]));
    expect(table?.missing.map(({ id }) => id)).toEqual(["b", "c"]);
    expect(table?.difference).toBeNull();
  });
  test("counts what the others keep where it names only a few again", () => {
    const standing = [
      target({ unitId: "a", scope: "2026", value: 50n }),
      target({ unitId: "b", scope: "2026", value: 30n }),
      target({ unitId: "c", scope: "2026", value: 10n, kind: "increase" }),
    ];
    const [table] = reviewTables(facts([number("a", 60n)], { parents: [given], standing }));
    expect(table).toMatchObject({ sum: 60n, kept: { count: 1, sum: 30n }, difference: -10n });
    expect(table?.missing.map(({ id }) => id)).toEqual(["c"]);
  });
  test("misses nobody where only the unit itself is given a number", () => {
    const [table] = reviewTables(facts([number("60", 100n)]));
    expect(table).toMatchObject({ own: 100n, sum: null, missing: [], difference: null });
  });
  test("does not sum rates, and names those above 100%", () => {
    const rates = [number("a", 9_850n, { kind: "rate" }), number("b", 10_001n, { kind: "rate" })];
    const [table] = reviewTables(facts(rates));
    expect(table).toMatchObject({ sum: null, difference: null, above: [{ unitId: "b" }] });
  });
  test("counts no number twice where a loaded decision also gives it to units further down", () => {
    const [table] = reviewTables(facts([number("a", 60n), number("a1", 40n), number("a2", 20n)]));
    expect(table).toMatchObject({ sum: 60n, numbers: [{ unitId: "a" }], below: [{}, {}] });
  });
  test("keeps units and recipients, kinds and times apart", () => {
    const numbers = [
      number("a", 1n),
      number("a", 2n, { kind: "increase" }),
      number("a", 3n, { scope: targetScopeSchema.parse("2026-Q4") }),
      { ...number("x", 4n), unitId: null, recipientId: "x" },
    ];
    expect(reviewTables(facts(numbers)).map(({ to, sum }) => [to, sum])).toEqual([
      ["unit", 1n],
      ["unit", 2n],
      ["unit", 3n],
      ["recipient", 4n],
    ]);
  });
});

test("unusual days are said: counting back, before it was decided, decided in the future", () => {
  const notes = (decidedOn: string, effectiveOn: string) =>
    dayNotes({ decidedOn, effectiveOn }, "2026-06-15");
  expect(notes("2026-06-15", "2026-06-15")).toEqual([]);
  expect(notes("2026-01-05", "2026-01-05")).toEqual(["retroactive"]);
  expect(notes("2026-01-05", "2026-01-01")).toEqual(["retroactive", "before-decided"]);
  expect(notes("2026-07-01", "2026-07-01")).toEqual(["decided-later"]);
});
