import { describe, expect, test } from "vitest";
import { formatCount, parseNumber } from "@/lib/domain/number";
import { claimsOf, isOpen, valuesOf } from "./published/claims";
import { CONTRADICTIONS, SELF_CONTRADICTORY } from "./published/contradictions";
import { witness } from "./published/existence";
import { NOTHING_TO_CHECK } from "./published/nothing";
import { OPEN } from "./published/open";
import { RECORDS } from "./published/records";
import { RELATIONS } from "./published/relations";
import { printedCounts } from "./published/words";

const contradictory = new Set(CONTRADICTIONS.flatMap(({ records }) => records));
const related = new Set(RELATIONS.flatMap(({ records }) => records));
const empty = NOTHING_TO_CHECK.flatMap(({ records }) => records);

const claiming = RECORDS.flatMap((record) => {
  const values = valuesOf(record);
  const claims = claimsOf(record);
  return values && claims.length > 0 && !SELF_CONTRADICTORY.has(record.id)
    ? [{ title: `${record.id} ${record.place} ${record.indicator} ${record.as_of ?? ""}`, values, claims }]
    : [];
});

type Claiming = (typeof claiming)[number];

function expectWitness({ values, claims }: Claiming) {
  const found = witness(values, claims);
  const given = claims.map(({ formula }, at) => found && formula(found.value, found.others[at] ?? 0n));
  expect(given).toEqual(claims.map(({ published }) => published));
}

describe("what a record's own fields claim", () => {
  const closed = claiming.filter(({ claims }) => !isOpen(claims));
  test.each(closed)("$title: exact inputs give what was published", expectWitness);
});

describe("what a record claims of a plan, base or denominator that nobody published", () => {
  const open = claiming.filter(({ claims }) => isOpen(claims));
  test.each(open)("$title: is not impossible, which proves little", expectWitness);
});

describe("what sentences say between figures", () => {
  test.each(RELATIONS)("$name", ({ ours, published }) => {
    expect(ours()).toEqual(published);
  });
});

describe("what was published and cannot be", () => {
  test.each(CONTRADICTIONS)("$records: $reason", ({ isPossible }) => {
    expect(isPossible()).toBe(false);
  });
});

describe("the numbers inside the sentences", () => {
  const numbers = RECORDS.flatMap(({ quote }) => printedCounts(quote));

  test.each([...new Set(numbers)])("%s is read and written as it was printed", (text) => {
    expect(parseNumber(text)).toEqual({ kind: "value", value: BigInt(text.replaceAll(".", "")) });
    expect(formatCount(BigInt(text.replaceAll(".", "")))).toBe(text);
  });
});

describe("every record is accounted for", () => {
  const claimed = new Set(RECORDS.filter((record) => claimsOf(record).length > 0).map(({ id }) => id));
  const standing = RECORDS.filter(({ id }) => !contradictory.has(id));
  const open = standing.filter((record) => !related.has(record.id) && isOpen(claimsOf(record)));
  const checked = standing.filter(
    (record) => related.has(record.id) || (claimed.has(record.id) && !isOpen(claimsOf(record))),
  );

  test("a record has nothing to check exactly if no claim, relation or contradiction names it", () => {
    const untouched = RECORDS.filter(
      ({ id }) => !claimed.has(id) && !related.has(id) && !contradictory.has(id),
    ).map(({ id }) => id);
    expect(untouched.toSorted()).toEqual(empty.toSorted());
  });
  test("checked, open, contradictory and empty records are the 218", () => {
    expect([checked.length, open.length, contradictory.size, empty.length]).toEqual([112, 44, 13, 49]);
    expect(checked.length + open.length + contradictory.size + empty.length).toBe(218);
  });
  test("those of which only some unknown plan, base or denominator is claimed are these", () => {
    expect(open.map(({ id }) => id)).toEqual(OPEN);
  });
});
