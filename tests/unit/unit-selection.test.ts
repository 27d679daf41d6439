import { describe, expect, test } from "vitest";
import {
  hrefOf,
  parseSelection,
  queryOf,
  submissionHref,
  takesEitherTree,
} from "@/app/(app)/units/[unit]/selection";
import { period } from "@/tests/support/dashboard-facts";

const whole = {
  unitId: "68-2025",
  period: period("2025-10"),
  indicator: "THU",
  comparator: "ytd",
  boundaries: "now",
  on: "2026-04-30",
  map: "growth",
  sort: { key: "name", descending: false },
  filter: { text: "", only: null },
  allRows: false,
  pick: null,
  from: null,
  to: null,
} as const;

describe("reading the address", () => {
  test("an address that selects nothing shows BHYT against last year, the highest percentage of plan first", () => {
    expect(parseSelection("VN", {})).toEqual({
      unitId: "VN",
      period: null,
      indicator: "BHYT",
      comparator: "yoy",
      boundaries: "then",
      on: null,
      map: null,
      sort: { key: "plan", descending: true },
      filter: { text: "", only: null },
      allRows: false,
      pick: null,
      from: null,
      to: null,
    });
  });

  test("control characters are no part of what is searched for", () => {
    expect(parseSelection("VN", { q: "\u0000Hà\u0007 Nội\u009f" })?.filter.text).toBe("Hà Nội");
  });

  test("a list of periods that reaches back beyond the unit leaves the tree open", () => {
    expect(parseSelection("VN", { boundaries: "any" })?.boundaries).toBe("then");
    expect([takesEitherTree({ boundaries: "any" }), takesEitherTree({})]).toEqual([true, false]);
  });

  test("the periods of the waterfall are read and written, and what is no period falls back", () => {
    const pinned = { ...whole, from: period("2024-12"), to: period("2025-06") };
    expect(parseSelection(pinned.unitId, queryOf(pinned))).toEqual(pinned);
    expect(parseSelection("VN", { from: "2025-13", to: "x" })).toMatchObject({ from: null, to: null });
  });

  test("a selection survives being written and read again", () => {
    expect(parseSelection(whole.unitId, queryOf(whole))).toEqual(whole);
  });

  test("so do a filter, all rows of a long table and picked units", () => {
    const filtered = {
      ...whole,
      allRows: true,
      filter: { text: "lâm đồng", only: "behind" as const },
      pick: ["60", "68-2025"],
    };
    expect(parseSelection(whole.unitId, queryOf(filtered))).toEqual(filtered);
  });

  test("the rows have boxes once somebody asks for them, before anything is picked", () => {
    const asked = { ...whole, pick: [] };
    expect(queryOf(asked)).toMatchObject({ pick: "" });
    expect(parseSelection(whole.unitId, queryOf(asked))).toEqual(asked);
    expect(parseSelection("VN", {})?.pick).toBeNull();
  });

  test("boxes that are ticked come as repeated names; at most six units are compared, each once", () => {
    const pick = (value: string | string[]) => parseSelection("VN", { pick: value })?.pick;
    expect(pick(["60", "68", "60", "a/b"])).toEqual(["60", "68"]);
    expect(pick("1,2,3,4,5,6,7")).toEqual(["1", "2", "3", "4", "5", "6"]);
  });

  test("a filter that does not exist filters nothing", () => {
    expect(parseSelection("VN", { only: "nobody" })?.filter).toEqual({ text: "", only: null });
  });

  test.each([
    ["a unit that cannot be", "a/b", {}],
    ["a period that is none", "VN", { period: "2023-13" }],
    ["an indicator that does not exist", "VN", { indicator: "TUOI" }],
    ["a name that every object has", "VN", { indicator: "toString" }],
  ])("%s is nothing to show", (_name, unit, search) => {
    expect(parseSelection(unit, search)).toBeNull();
  });

  test("of a repeated parameter the first counts, and an unknown view falls back", () => {
    expect(parseSelection("VN", { period: ["2023-11", "2023-10"], compare: "nonsense" })).toMatchObject({
      period: "2023-11",
      comparator: "yoy",
    });
  });
});

describe("writing the address", () => {
  test("defaults are left out, so that one selection has one address", () => {
    expect(
      hrefOf(whole, {
        indicator: "BHYT",
        comparator: "yoy",
        boundaries: "then",
        map: null,
        sort: { key: "plan", descending: true },
      }),
    ).toBe("/units/68-2025?period=2025-10");
  });

  test("a change keeps the rest, and may lead to a part of the page", () => {
    expect(hrefOf(whole, { comparator: "mom" }, "don-vi")).toBe(
      "/units/68-2025?period=2025-10&indicator=THU&compare=mom&boundaries=now&on=2026-04-30&map=growth&sort=name#don-vi",
    );
  });

  test("another unit is shown without the filter and the picked units of this one", () => {
    const filtered = {
      ...whole,
      allRows: true,
      filter: { text: "a", only: "missing" as const },
      pick: ["60"],
    };
    expect(hrefOf(filtered, { unitId: "60" })).toBe(hrefOf(whole, { unitId: "60" }));
    expect(hrefOf(filtered, { unitId: whole.unitId })).toContain("only=missing");
  });

  test("a leaf's number leads to its submission", () => {
    expect(submissionHref({ id: "593", provinceId: "60" }, period("2023-11"))).toBe(
      "/submissions/60.593.2023-11",
    );
  });
});
