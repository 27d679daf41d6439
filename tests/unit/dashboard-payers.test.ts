import { describe, expect, test } from "vitest";
import { betweenOf, shapeWaterfall } from "@/lib/domain/dashboard-payers";
import { cell, factsOf, period, province } from "@/tests/support/dashboard-facts";

const open = {
  unit: { ...province, validTo: null },
  lineage: [{ ...province, validTo: null, intoId: null }],
};
const between = (from: string, to: string) => ({ from: period(from), to: period(to) });

describe("the two periods", () => {
  test("are December before and the page's own, unless others are asked for", () => {
    expect(betweenOf(null, null, period("2025-10"))).toEqual(between("2024-12", "2025-10"));
    expect(betweenOf(period("2025-01"), undefined, period("2025-10"))).toEqual(between("2025-01", "2025-10"));
  });

  test("stand in their order in time", () => {
    expect(betweenOf(period("2025-10"), period("2025-01"), period("2025-10"))).toEqual(
      between("2025-01", "2025-10"),
    );
  });
});

describe("the waterfall", () => {
  const facts = factsOf(
    [
      ["BHYT", "2024-12", cell(100n)],
      ["BHYT_NLD", "2024-12", cell(30n)],
      ["BHYT_NSNN", "2024-12", cell(50n)],
      ["BHYT_HOTRO", "2024-12", cell(12n)],
      ["BHYT_HSSV", "2024-12", cell(10n)],
      ["BHYT_NSDLD", "2024-12", cell(8n)],
      ["BHYT", "2025-10", cell(108n)],
      ["BHYT_NLD", "2025-10", cell(40n)],
      ["BHYT_NSNN", "2025-10", cell(45n)],
      ["BHYT_HOTRO", "2025-10", cell(23n)],
      ["BHYT_HSSV", "2025-10", cell(14n)],
    ],
    open,
  );
  const fall = shapeWaterfall(facts, between("2024-12", "2025-10"));
  const step = (id: string | null) => fall.steps.find((one) => one.id === id);

  test("says who was gained and who was lost, and the changes add up to the total's", () => {
    expect(fall).toMatchObject({ start: 100n, end: 108n, change: 8n, isProvisional: false });
    expect(fall.steps.map(({ id, change }) => [id, change])).toEqual([
      ["BHYT_NLD", 10n],
      ["BHYT_NSNN", -5n],
      ["BHYT_HOTRO", 11n],
      ["BHYT_NSDLD", -8n],
    ]);
  });

  test("a group that ended between the two loses everybody, and says when", () => {
    expect(step("BHYT_NSDLD")).toMatchObject({ from: 8n, to: 0n, ended: "2025-06-30" });
  });

  test("a group that nobody reports, or that had ended before, is left out", () => {
    expect(step("BHYT_HGD")).toBeUndefined();
    expect(shapeWaterfall(facts, between("2025-10", "2025-10")).steps.map(({ id }) => id)).not.toContain(
      "BHYT_NSDLD",
    );
  });

  test("pupils are part of a group and no step of their own", () => {
    expect(fall.pupils).toMatchObject({ from: 10n, to: 14n, change: 4n });
  });

  test("each bar begins where the one before it ended", () => {
    // Levels 0, 10, 5, 16, 8 on a line from 0 to 16.
    expect(fall.steps.map(({ bar }) => bar)).toEqual([
      { at: 0, width: 62.5, isFall: false },
      { at: 31.3, width: 31.2, isFall: true },
      { at: 31.3, width: 68.7, isFall: false },
      { at: 50, width: 50, isFall: true },
    ]);
    expect(fall.ends).toEqual({ start: 0, end: 50 });
  });

  test("of an incomplete group there is no change, and what is left has a step of its own", () => {
    const partly = factsOf(
      [
        ["BHYT", "2024-12", cell(100n)],
        ["BHYT_NLD", "2024-12", cell(30n)],
        ["BHYT_NSNN", "2024-12", cell(70n)],
        ["BHYT", "2025-05", cell(110n)],
        ["BHYT_NLD", "2025-05", cell(33n)],
        ["BHYT_NSNN", "2025-05", cell(60n, { missing: 2, expected: 3 })],
      ],
      open,
    );
    const { steps } = shapeWaterfall(partly, between("2024-12", "2025-05"));
    expect(steps[1]).toMatchObject({ id: "BHYT_NSNN", change: null, reason: "thiếu 2 đơn vị", bar: null });
    expect(steps[2]).toMatchObject({ id: null, change: 7n, from: 0n, to: null });
  });

  test("without a total on either side nothing is drawn", () => {
    const none = shapeWaterfall(
      factsOf([["BHYT_NLD", "2024-12", cell(30n)]], open),
      between("2024-12", "2025-05"),
    );
    expect(none).toMatchObject({ start: null, end: null, change: null, ends: null });
  });
});
