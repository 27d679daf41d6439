import { describe, expect, test } from "vitest";
import { shapeIndicator } from "@/lib/domain/dashboard";
import { filterRows, isFiltering } from "@/lib/domain/dashboard-filter";
import { before, extremes, rankKey, ranks } from "@/lib/domain/dashboard-ranks";
import { childRows } from "@/lib/domain/dashboard-rows";
import type { IndicatorId } from "@/lib/domain/indicator";
import { cell, contextOf, factsOf, population, province, target } from "@/tests/support/dashboard-facts";

const context = contextOf("2023-11");

type Past = { value: bigint | null; plan: bigint | null };

/** Now, and what it was a year ago. */
function child(
  name: string,
  value: bigint | null,
  plan: bigint | null,
  past: Past = { value: null, plan: null },
  id: IndicatorId = "BHYT",
) {
  const facts = factsOf(
    [
      [id, "2023-11", cell(value)],
      [id, "2022-11", cell(past.value)],
      [id, "2022-12", cell(1n)],
    ],
    {
      targets: plan === null ? [] : [target({ indicator: id, value: plan })],
      targetsBefore: past.plan === null ? [] : [target({ indicator: id, value: past.plan, scope: "2022" })],
      denominators: [
        { ...population, value: 1000n },
        { ...population, value: 800n, year: 2022 },
      ],
    },
  );
  return {
    unit: {
      ...province,
      id: name,
      code: name,
      shortName: name,
      name: `Huyện ${name}`,
      level: "district" as const,
    },
    mergedFrom: [],
    view: shapeIndicator(facts, id, context),
    before: before(facts, id, context),
  };
}

function rowsOf(...children: ReturnType<typeof child>[]) {
  const [first] = children;
  if (!first) return [];
  return childRows(children, first.view, context).rows;
}

describe("places", () => {
  const rows = rowsOf(
    child("Anh Sơn", 90n, 100n, { value: 80n, plan: 100n }),
    child("Bảo Lâm", 95n, 100n, { value: 70n, plan: 100n }),
    child("Cát Tiên", 90n, 100n),
    child("Đơn Dương", null, 100n, { value: 99n, plan: 100n }),
  );

  test("the highest percentage of plan is first, equals share a place, and without a value there is none", () => {
    const places = ranks(rows, "plan");
    expect([...places].map(([id, { place }]) => [id, place])).toEqual([
      ["Anh Sơn", 2],
      ["Bảo Lâm", 1],
      ["Cát Tiên", 2],
    ]);
  });

  test("those of whom the same percentage is printed share a place, and it is said", () => {
    const near = rowsOf(
      child("a", 996_701n, 1_000_000n),
      child("b", 996_699n, 1_000_000n),
      child("c", 996_000n, 1_000_000n),
    );
    expect([...ranks(near, "plan").values()].map(({ place, isTied }) => [place, isTied])).toEqual([
      [1, true],
      [1, true],
      [3, false],
    ]);
  });

  test("a change of place counts only those who are known in both periods", () => {
    const places = ranks(rows, "plan");
    expect(["Anh Sơn", "Bảo Lâm", "Cát Tiên"].map((id) => places.get(id)?.moved)).toEqual([-1, 1, null]);
  });

  test("coverage then is of that year's population", () => {
    expect(child("x", 90n, null, { value: 80n, plan: null }).before).toEqual({
      value: 80n,
      plan: null,
      coverage: { numerator: 80n, denominator: 800n },
    });
  });

  test("a value of which a unit is missing was not known", () => {
    const facts = factsOf([["BHYT", "2022-11", cell(7n, { missing: 1, expected: 2 })]]);
    expect(before(facts, "BHYT", context).value).toBeNull();
  });

  test("where lower is better the lowest is first", () => {
    const debts = rowsOf(child("a", 5n, 100n, undefined, "NO"), child("b", 3n, 100n, undefined, "NO"));
    expect(ranks(debts, "plan").get("b")?.place).toBe(1);
  });

  test("they follow the sorted column where it can be ranked, else the plan, else the value", () => {
    expect(rankKey("coverage", rows)).toBe("coverage");
    expect(rankKey("name", rows)).toBe("plan");
    expect(rankKey("name", rowsOf(child("a", 1n, null)))).toBe("value");
  });

  test("nobody has no places", () => {
    expect(ranks([], "plan").size).toBe(0);
  });
});

describe("the first and the last five", () => {
  const many = (count: number) =>
    rowsOf(...Array.from({ length: count }, (_, index) => child(`u${index}`, BigInt(index), 100n)));

  test("are not shown where they would be most of the table", () => {
    const ten = many(10);
    expect(extremes(ten, ranks(ten, "plan"))).toBeNull();
  });

  test("of eleven the best and the worst stand first", () => {
    const rows = many(11);
    const found = extremes(rows, ranks(rows, "plan"));
    expect(found?.top.map(({ unit }) => unit.id)).toEqual(["u10", "u9", "u8", "u7", "u6"]);
    expect(found?.bottom.map(({ unit }) => unit.id)).toEqual(["u0", "u1", "u2", "u3", "u4"]);
  });
});

describe("filters", () => {
  const rows = rowsOf(
    child("Bảo Lâm", 120n, 100n),
    child("Bà Rịa", 1n, 100n),
    child("Đà Lạt", null, 100n),
    child("Đam Rông", 100n, null),
  );
  const names = (text: string, only: "behind" | "missing" | null = null) =>
    filterRows(rows, { text, only }).map(({ unit }) => unit.shortName);

  test("a name is found without marks and by initials", () => {
    expect(names("da lat")).toEqual(["Đà Lạt"]);
    expect(names("BR")).toEqual(["Bà Rịa"]);
    expect(names("huyện đam")).toEqual(["Đam Rông"]);
  });

  test("those that lag, and those that have not reported", () => {
    expect(names("", "behind")).toEqual(["Bà Rịa"]);
    expect(names("", "missing")).toEqual(["Đà Lạt"]);
    expect(names("bao lam", "missing")).toEqual([]);
  });

  test("nothing asked shows everybody", () => {
    expect(names(" ")).toHaveLength(4);
    expect([isFiltering({ text: " ", only: null }), isFiltering({ text: "", only: "missing" })]).toEqual([
      false,
      true,
    ]);
  });
});
