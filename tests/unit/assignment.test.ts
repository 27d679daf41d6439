import { describe, expect, test } from "vitest";
import {
  assignmentRow,
  assignmentSummary,
  assignmentWords,
  provinceWords,
  type AssignmentFacts,
} from "@/lib/domain/assignment";
import type { StandingTarget } from "@/lib/domain/target";

const target = (unitId: string, value: bigint, change: Partial<StandingTarget> = {}): StandingTarget => ({
  unitId,
  indicator: "BHYT",
  kind: "headcount",
  value,
  scope: "2026",
  issuer: "BHXH VN",
  decisionNumber: "1/QĐ-BHXH",
  decidedOn: "2026-01-10",
  effectiveOn: "2026-01-10",
  version: 1,
  recordedAt: "2026-01-11T02:00:00.000Z",
  headlineReason: null,
  isLater: false,
  isHeadline: true,
  madeFrom: [],
  ...change,
});
const province = (id: string, change: Partial<AssignmentFacts> = {}): AssignmentFacts => ({
  unit: { id, code: id, name: `Tỉnh ${id}`, shortName: id, path: `/vn/${id}/` },
  targets: [target(id, 100n)],
  units: [
    { id: `${id}1`, targets: [target(`${id}1`, 60n)] },
    { id: `${id}2`, targets: [target(`${id}2`, 40n)] },
  ],
  communes: { expected: 10, assigned: 10 },
  ...change,
});

describe("a province", () => {
  test("has handed everything down when its units sum to its number", () => {
    expect(assignmentRow(province("a"))).toMatchObject({
      units: { expected: 2, assigned: 2, level: "all" },
      communes: { level: "all" },
      handedDown: 100n,
      difference: 0n,
    });
  });
  test("says what is missing and what is too much", () => {
    const units = [
      { id: "a1", targets: [target("a1", 130n)] },
      { id: "a2", targets: [] },
    ];
    expect(assignmentRow(province("a", { units }))).toMatchObject({
      units: { assigned: 1, level: "part" },
      difference: 30n,
    });
  });
  test("misses no unit that needs none, and counts one that was given a number all the same", () => {
    const units = [
      { id: "a1", targets: [target("a1", 100n)] },
      { id: "a2", targets: [], needsNone: true },
      { id: "a3", targets: [target("a3", 1n)], needsNone: true },
    ];
    expect(assignmentRow(province("a", { units })).units).toEqual({ expected: 2, assigned: 2, level: "all" });
  });
  test("is said in one sentence", () => {
    expect(provinceWords(assignmentRow(province("a", { communes: { expected: 10, assigned: 4 } })))).toBe(
      "Đã giao đủ 2 đơn vị, mới giao 4/10 xã, phường; đã giao 100% chỉ tiêu.",
    );
    const nothing = { units: [{ id: "a1", targets: [] }], communes: { expected: 10, assigned: 0 } };
    expect(provinceWords(assignmentRow(province("a", nothing)))).toBe(
      "Chưa giao cho đơn vị nào, chưa giao cho xã, phường nào.",
    );
  });
  test("sums only numbers of the kind that it was given, never a rate", () => {
    const rate = target("a", 9_500n, { kind: "rate", issuer: "UBND tỉnh" });
    const units = [
      {
        id: "a1",
        targets: [target("a1", 9_600n, { kind: "rate" }), target("a1", 70n, { isHeadline: false })],
      },
    ];
    expect(
      assignmentRow(province("a", { targets: [rate, target("a", 100n, { isHeadline: false })], units })),
    ).toMatchObject({
      target: { value: 100n },
      handedDown: 70n,
      difference: -30n,
    });
    expect(assignmentRow(province("a", { targets: [rate], units }))).toMatchObject({
      target: null,
      handedDown: null,
      share: null,
      units: { assigned: 1 },
    });
  });
});

describe("the provinces together", () => {
  const words = (...all: AssignmentFacts[]) => assignmentWords(assignmentSummary(all.map(assignmentRow)));
  const nowhere = { communes: { expected: 10, assigned: 0 } };

  test("are said in one sentence", () => {
    const units = [
      { id: "b1", targets: [target("b1", 96n)] },
      { id: "b2", targets: [] },
    ];
    expect(words(province("a"), province("b", { units, ...nowhere }), province("c", nowhere))).toBe(
      "Mới có 1/3 tỉnh giao đến cấp xã, 2/3 tỉnh giao hết cho các đơn vị; đã giao 98,7% chỉ tiêu.",
    );
  });
  test("have nothing to say of a share where nobody was given a number", () => {
    const nothing = { targets: [], units: [{ id: "x", targets: [] }], ...nowhere };
    expect(words(province("a", nothing))).toBe(
      "Chưa tỉnh nào giao đến cấp xã, 0/1 tỉnh giao hết cho các đơn vị.",
    );
  });
  test("say nothing of communes in a time that had none", () => {
    expect(words(province("a", { communes: { expected: 0, assigned: 0 } }))).toBe(
      "Đủ 1 tỉnh giao hết cho các đơn vị; đã giao 100% chỉ tiêu.",
    );
  });
  test("count those who gave to some communes among those who gave", () => {
    expect(words(province("a", { communes: { expected: 10, assigned: 3 } }))).toBe(
      "1/1 tỉnh giao đến cấp xã, đủ 1 tỉnh giao hết cho các đơn vị; đã giao 100% chỉ tiêu.",
    );
  });
});
