import { describe, expect, test } from "vitest";
import { largestGaps } from "@/lib/domain/dashboard-gaps";
import type { NoteWork } from "@/lib/domain/dashboard-note-parts";
import { notesOf } from "@/lib/domain/dashboard-notes";
import { shapeDashboard, type DashboardView } from "@/lib/domain/dashboard-view";
import { shapeIndicator } from "@/lib/domain/dashboard";
import { childRows, type ChildRow } from "@/lib/domain/dashboard-rows";
import type { Unit } from "@/lib/domain/unit";
import { NOVEMBER, rowsOf } from "@/tests/support/child-rows";
import { cell, contextOf, factsOf, NO_DETAIL, province, target } from "@/tests/support/dashboard-facts";

const nation: Unit = { ...province, id: "VN", level: "nation", parentId: null, path: "/vn/" };

function viewOf(children: readonly ChildRow[], unit: Unit = nation): DashboardView {
  const id = children[0]?.view.id ?? "BHYT";
  const view = shapeDashboard(
    { unit, own: factsOf([]), children: [], plans: [], detail: NO_DETAIL },
    id,
    NOVEMBER,
  );
  return { ...view, children };
}

/** The text of each note, names in brackets. */
function words(view: DashboardView, work: NoteWork = new Map()): Record<string, string> {
  const text = ({ text: one, unitId }: { text: string; unitId?: string }) =>
    unitId === undefined ? one : `[${one}]`;
  return Object.fromEntries(notesOf(view, work).map(({ kind, parts }) => [kind, parts.map(text).join("")]));
}

const rows = rowsOf([
  { id: "A", value: 90n, before: 80n, plan: 100n },
  { id: "B", value: 95n, before: 94n, plan: 100n },
  { id: "C", value: 120n, before: 85n, plan: 100n },
  { id: "D", value: 100n, before: 99n, plan: 100n },
]);

describe("the notes of a nation", () => {
  const notes = words(viewOf(rows));

  test("name the lowest, with the way there", () => {
    expect(notes.ok ?? notes.behind).toMatch(/Thấp nhất: \[A\] 90%, \[B\] 95%, \[D\] 100% kế hoạch\.$/);
  });

  test("name those that have finished, the best first", () => {
    expect(notes.over).toBe("2/4 tỉnh đã hoàn thành: [C], [D].");
  });

  test("say what remains net and what the units below their plan miss alone", () => {
    expect(notes.remaining).toBe("Vượt 5 người. Riêng 2 tỉnh dưới chỉ tiêu thiếu 15 người.");
  });

  test("name who moved farthest against the comparator that is shown", () => {
    expect(notes.rank).toBe(
      "Đổi hạng nhiều nhất: [C] lên 2 bậc, [D] xuống 1 bậc, [B] xuống 1 bậc so với tháng trước, xếp theo % kế hoạch.",
    );
  });

  test("leave out what there is nothing to say of", () => {
    expect(Object.keys(notes)).not.toContain("missing");
    expect(Object.keys(notes)).not.toContain("adjusted");
  });
});

test("the nation's offices are not among the provinces whose misses are added up", () => {
  const [office, ...provinces] = rows;
  const mixed = [{ ...office, unit: { ...office?.unit, level: "office" } } as ChildRow, ...provinces];
  expect(words(viewOf(mixed)).remaining).toMatch(/Riêng 1 tỉnh dưới chỉ tiêu thiếu 5 người/);
});

test("nobody has finished: that is said too", () => {
  expect(words(viewOf(rowsOf([{ id: "A", value: 1n, plan: 2n }]))).over).toBe(
    "Chưa tỉnh nào hoàn thành kế hoạch.",
  );
});

describe("when the year is over", () => {
  const december = contextOf("2023-12", "mom");
  type Closed = { id: string; value: bigint | null; hasPlan?: boolean };
  const closed = (...each: Closed[]) => {
    const children = each.map(({ id, value, hasPlan = true }) => {
      const facts = factsOf(
        [
          ["BHYT", "2022-12", cell(50n)],
          ["BHYT", "2023-12", cell(value)],
        ],
        { targets: hasPlan ? [target({ value: 100n })] : [] },
      );
      return {
        unit: { ...province, id, code: id, shortName: id },
        mergedFrom: [],
        view: shapeIndicator(facts, "BHYT", december),
        before: { value: null, plan: null, coverage: null },
      };
    });
    const [first] = children;
    const { rows: over } = first ? childRows(children, first.view, december) : { rows: [] };
    return words({ ...viewOf(over), context: december });
  };

  test("units have missed their plan, and none is at risk", () => {
    expect(closed({ id: "A", value: 99n }, { id: "B", value: 100n }).behind).toBe(
      "1/2 tỉnh không đạt kế hoạch. Thấp nhất: [A] 99%, [B] 100% kế hoạch.",
    );
  });

  test("all have reached it only if of all of them that is known", () => {
    const [a, b] = [
      { id: "A", value: 101n },
      { id: "B", value: 100n },
    ];
    expect(closed(a, b).ok).toMatch(/^Mọi tỉnh đều đạt kế hoạch\. /);
    expect(closed(a, b, { id: "C", value: 90n, hasPlan: false }).ok).toMatch(/^2\/3 tỉnh đạt kế hoạch\. /);
    expect(closed(a, b, { id: "C", value: null }).ok).toMatch(
      /^2\/3 tỉnh đạt kế hoạch; 1 tỉnh chưa có đủ số kỳ này nên chưa xếp\. /,
    );
  });
});

test("many names are cut, and the rest counted", () => {
  const many = rowsOf(Array.from({ length: 12 }, (_, index) => ({ id: `P${index}`, value: 2n, plan: 1n })));
  expect(words(viewOf(many)).over).toMatch(/^12\/12 tỉnh đã hoàn thành: \[P\d+\].* và 4 tỉnh khác\.$/);
});

test("where lower is better the highest stand out, and nobody finishes", () => {
  const debt = rowsOf(
    [
      { id: "A", value: 90n, plan: 100n },
      { id: "B", value: 110n, plan: 100n },
    ],
    "NO",
  );
  const notes = words(viewOf(debt));
  expect(notes.behind).toBe("1/2 tỉnh trên mức giao. Cao nhất: [B] 110%, [A] 90% mức giao.");
  expect(notes.over).toBeUndefined();
});

test("what is missing and what is carried is told by unit", () => {
  const gaps = rowsOf([
    { id: "A", value: 5n, change: { missing: 2, expected: 3 } },
    { id: "B", value: 5n, change: { reported: 0, carried: 1 } },
  ]);
  expect(words(viewOf(gaps)).missing).toBe(
    "Chưa có số liệu: [A] 2 đơn vị. Tổng chưa đủ. Lấy số kỳ trước: [B] 1 đơn vị.",
  );
});

test("without a plan the lowest coverage stands out", () => {
  const covered = rowsOf([
    { id: "A", value: 95n, people: 100n },
    { id: "B", value: 90n, people: 100n },
  ]);
  expect(words(viewOf(covered)).behind).toBe("Bao phủ thấp nhất: [B] 90%, [A] 95%.");
});

test("a month that was corrected after its lock or is reopened is told with its province", () => {
  const work: NoteWork = new Map([
    ["A", { reopened: 0, isAdjusted: true }],
    ["B", { reopened: 2, isAdjusted: false }],
  ]);
  const notes = words(viewOf(rows), work);
  expect(notes.adjusted).toBe("Đã điều chỉnh: [A] sửa số của kỳ này sau khi khóa.");
  expect(notes.reopened).toBe("Đang mở lại: [B] 2 biểu; vẫn tính bản đã duyệt gần nhất.");
});

test("the nation's offices are no rank and no exception", () => {
  const office = rows.map((row) => ({ ...row, unit: { ...row.unit, level: "office" as const } }));
  expect(notesOf(viewOf(office), new Map())).toEqual([]);
});

test("the largest gaps come first, each with its share of the largest; those that finished have none", () => {
  expect(largestGaps(viewOf(rows)).map(({ row, size, share }) => [row.unit.id, size, share])).toEqual([
    ["A", 10n, { numerator: 10n, denominator: 10n }],
    ["B", 5n, { numerator: 5n, denominator: 10n }],
  ]);
});
