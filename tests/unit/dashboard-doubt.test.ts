import { describe, expect, test } from "vitest";
import { shapeIndicator } from "@/lib/domain/dashboard";
import { largestGaps } from "@/lib/domain/dashboard-gaps";
import { shapeMap } from "@/lib/domain/dashboard-map";
import { doubtOf, doubtWords, measure } from "@/lib/domain/dashboard-measure";
import { notesOf } from "@/lib/domain/dashboard-notes";
import { ranks } from "@/lib/domain/dashboard-ranks";
import type { ChildRow } from "@/lib/domain/dashboard-rows";
import { shapeDashboard } from "@/lib/domain/dashboard-view";
import { standing } from "@/lib/domain/dashboard-words";
import { tracePace } from "@/lib/domain/trace-pace";
import { rowsOf } from "@/tests/support/child-rows";
import {
  cell,
  contextOf,
  factsOf,
  NO_DETAIL,
  population,
  province,
  target,
} from "@/tests/support/dashboard-facts";

const carried = { reported: 0, carried: 1 };
const incomplete = { reported: 2, missing: 1, expected: 3 };

describe("a number is no ground for a verdict", () => {
  test("where a unit is missing and nothing stands in, or where all of it is of an earlier period", () => {
    const stated = { value: 9n, isEstimate: false };
    const doubts = [
      cell(5n),
      cell(5n, incomplete),
      cell(5n, { ...incomplete, stated }),
      cell(5n, carried),
      cell(5n, { reported: 1, carried: 1, expected: 2 }),
    ].map((one) => doubtOf(measure(one))?.kind ?? null);
    expect(doubts).toEqual([null, "missing", null, "carried", null]);
  });

  test("which is said beside it", () => {
    expect(doubtWords(measure(cell(5n, incomplete)))).toBe("chưa gồm 1 đơn vị chưa có số");
    expect(doubtWords(measure(cell(5n, carried)))).toBe("chưa nộp kỳ này");
    expect(doubtWords(measure(cell(5n, { reported: 0, carried: 2, expected: 2 })))).toBe(
      "chưa đơn vị nào nộp kỳ này",
    );
    expect(doubtWords(measure(cell(5n)))).toBeNull();
  });
});

describe("growth of what is counted from 1 January", () => {
  const grown = (now: ReturnType<typeof cell>, before: ReturnType<typeof cell>, id: "THU" | "BHYT" = "THU") =>
    shapeIndicator(
      factsOf([
        [id, "2023-11", now],
        [id, "2022-11", before],
      ]),
      id,
      contextOf("2023-11"),
    ).comparisons.yoy.growth;

  test("is not told of a sum to which a month was carried, on either side", () => {
    const some = { reported: 1, carried: 17, expected: 18 };
    expect(grown(cell(110n, some), cell(100n))).toEqual({
      kind: "none",
      reason: "17 đơn vị lấy số kỳ trước",
    });
    expect(grown(cell(110n), cell(100n, some))).toEqual({
      kind: "none",
      reason: "Kỳ so sánh có 17 đơn vị lấy số kỳ trước",
    });
    expect(grown(cell(110n), cell(100n))).toMatchObject({ kind: "growth", delta: 10n });
  });

  test("is told of a published total, and of a stock", () => {
    const stated = { value: 120n, isEstimate: false };
    expect(grown(cell(110n, { carried: 1, missing: 1, expected: 3, stated }), cell(100n))).toMatchObject({
      delta: 20n,
    });
    expect(grown(cell(110n, { carried: 1, expected: 2 }), cell(100n), "BHYT")).toMatchObject({ delta: 10n });
  });

  test("the recent pace is not told of it either", () => {
    const facts = (now: ReturnType<typeof cell>) =>
      factsOf(
        [
          ["THU", "2023-11", now],
          ["THU", "2023-08", cell(10n)],
        ],
        { targets: [target({ indicator: "THU", kind: "amount", value: 1_000n })] },
      );
    const recent = (now: ReturnType<typeof cell>) =>
      shapeIndicator(facts(now), "THU", contextOf("2023-11")).pace?.recent;
    expect(recent(cell(500n))).toEqual({ scaled: 75n, decimals: 1 });
    expect(recent(cell(500n, { carried: 1, expected: 2 }))).toBeNull();
  });
});

describe("an incomplete sum without a published total", () => {
  const view = shapeIndicator(
    factsOf(
      [
        ["BHYT", "2023-11", cell(980n, incomplete)],
        ["BHYT", "2022-12", cell(900n)],
      ],
      {
        targets: [target({ value: 1_000n }), target({ kind: "rate", value: 9_500n, issuer: "UBND tỉnh" })],
        denominators: [{ ...population, value: 1_100n }],
      },
    ),
    "BHYT",
    contextOf("2023-11"),
  );

  test("keeps its percentage, coverage and remaining, and has no status, points or pace", () => {
    expect(view.targets[0]?.attainment).toMatchObject({ remaining: 20n });
    expect(view.targets[0]?.progress).toBeNull();
    expect(view.targets[1]?.attainment).toMatchObject({ kind: "rate", points: null });
    expect(view.targets[1]?.progress).toBeNull();
    expect(view.pace).toBeNull();
  });

  test("says in the sentence what it lacks", () => {
    expect(
      standing(view)
        .map(({ text }) => text)
        .join(""),
    ).toBe(
      "BHYT đạt 98% kế hoạch, còn thiếu 20 người; bao phủ 89,09% dân số (chưa gồm 1 đơn vị chưa có số).",
    );
  });
});

describe("among units", () => {
  const rows = rowsOf([
    { id: "A", value: 90n, before: 80n, plan: 100n },
    { id: "B", value: 95n, before: 94n, plan: 100n },
    { id: "C", value: 70n, before: 60n, plan: 100n, change: carried },
    { id: "D", value: 50n, before: 99n, plan: 100n, change: incomplete },
    { id: "Lý Sơn", value: null, plan: 40n },
  ]);

  const nation = { ...province, id: "VN", level: "nation" as const, parentId: null, path: "/vn/" };
  const viewOf = (children: readonly ChildRow[]) => ({
    ...shapeDashboard(
      {
        unit: nation,
        own: factsOf(
          [["BHYT", "2023-11", cell(305n, { reported: 3, carried: 1, missing: 1, expected: 5 })]],
          {
            targets: [target({ value: 440n })],
          },
        ),
        children: [],
        plans: [],
        detail: NO_DETAIL,
      },
      "BHYT",
      contextOf("2023-11", "mom"),
    ),
    children,
  });
  const said = (kind: string) =>
    notesOf(viewOf(rows), new Map())
      .filter((note) => note.kind === kind)
      .flatMap(({ parts }) => parts.map(({ text }) => text))
      .join("");

  test("what was carried or lacks a unit has no place, and moves nobody's", () => {
    expect([...ranks(rows, "plan")].map(([id, { place }]) => [id, place])).toEqual([
      ["A", 2],
      ["B", 1],
    ]);
  });

  test("what is counted from 1 January has moved nowhere while a part of it is carried", () => {
    const late = rowsOf(
      [
        { id: "A", value: 90n, before: 80n, plan: 100n },
        { id: "B", value: 70n, before: 94n, plan: 100n, change: { carried: 1, expected: 2 } },
        { id: "C", value: 80n, before: 70n, plan: 100n },
      ],
      "THU",
    );
    expect([...ranks(late, "plan")].map(([id, { place, moved }]) => [id, place, moved])).toEqual([
      ["A", 1, 0],
      ["B", 3, null],
      ["C", 2, 0],
    ]);
  });

  test("neither is among the lowest, and how many are not judged is said", () => {
    expect(said("behind") || said("ok")).toMatch(
      /; 3 tỉnh chưa có đủ số kỳ này nên chưa xếp\. Thấp nhất: A 90%, B 95% kế hoạch\.$/,
    );
  });

  test("the net remaining says how much of it is the plan of units without a figure", () => {
    expect(said("remaining")).toBe(
      "Còn thiếu 135 người, trong đó 40 người là chỉ tiêu của 1 tỉnh chưa có số (Lý Sơn). Riêng 3 tỉnh dưới chỉ tiêu thiếu 45 người.",
    );
  });

  test("the largest gaps name no incomplete sum", () => {
    expect(largestGaps(viewOf(rows)).map(({ row }) => row.unit.id)).toEqual(["C", "A", "B"]);
  });

  test("on the map the carried has no place, and the incomplete no class", () => {
    const { places } = shapeMap(rows, "plan");
    expect(places.map(({ unit, text, rank }) => [unit.id, text, rank])).toEqual([
      ["A", "90%", 2],
      ["B", "95%", 1],
      ["C", "70%", null],
      ["D", "–", null],
      ["Lý Sơn", "–", null],
    ]);
  });
});

describe("a year of which months are not there", () => {
  const facts = factsOf([["TN_MOI", "2023-11", cell(50n)]], {
    targets: [target({ indicator: "TN_MOI", value: 100n })],
  });
  const context = contextOf("2023-11", "mom");
  const rows = rowsOf([{ id: "A", value: 90n, plan: 100n }], "TN_MOI");

  test("keeps its sum, has no status and no pace, and both say why", () => {
    const view = shapeIndicator(facts, "TN_MOI", context);
    expect(view.measure.value).toBe(50n);
    expect(doubtWords(view.measure)).toBe("thiếu số liệu của 10 tháng");
    expect([view.targets[0]?.progress, view.pace]).toEqual([null, null]);
    const { reason, unplaced } = tracePace(view, facts, [], context);
    expect(reason).toBe("Số thực hiện thiếu số liệu của 10 tháng nên chưa tính tốc độ");
    expect(unplaced).toBe("Chưa xếp tiến độ: số thực hiện thiếu số liệu của 10 tháng");
  });

  test("is told beside what remains", () => {
    const dashboard = shapeDashboard(
      { unit: province, own: facts, children: [], plans: [], detail: NO_DETAIL },
      "TN_MOI",
      context,
    );
    const note = notesOf({ ...dashboard, children: rows }, new Map()).find(
      ({ kind }) => kind === "remaining",
    );
    expect(note?.parts.map(({ text }) => text).join("")).toBe(
      "Còn thiếu 50 người, thiếu số liệu của 10 tháng.",
    );
  });

  test("has no place among the others, and no class on the map", () => {
    expect([...ranks(rows, "plan")]).toEqual([]);
    expect(shapeMap(rows, "plan").places.map(({ text, rank }) => [text, rank])).toEqual([["–", null]]);
  });
});
