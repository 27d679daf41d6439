import { describe, expect, test } from "vitest";
import { jumpBounds, jumpBoundsSchema } from "@/lib/domain/check-bounds";
import { issueMessage } from "@/lib/domain/check-messages";
import {
  blockingIssues,
  checkCells,
  maxFigure,
  type CheckCells,
  type CheckContext,
} from "@/lib/domain/checks";
import type { IndicatorId } from "@/lib/domain/indicator";

type Values = Partial<Record<IndicatorId, bigint>>;

const cells = (values: Values): CheckCells =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, explanation: null }]));

const context = (more: Partial<CheckContext> = {}): CheckContext => ({
  kind: "district",
  asOf: "2023-11-30",
  required: [],
  lastMonth: {},
  sameMonthLastYear: {},
  earlierThisYear: {},
  population: null,
  bounds: jumpBounds({}),
  ...more,
});

const found = (values: Values, more: Partial<CheckContext> = {}) =>
  checkCells(cells(values), context(more)).map(({ level, indicator, code }) => [level, indicator, code]);

describe("part <= whole", () => {
  test.each([
    ["BHTN", "BHXH_BB"],
    ["BHXH_BB", "BHYT"],
    ["BHYT_HSSV", "BHYT_HOTRO"],
    ["NO_TINH_LAI", "NO"],
    ["DON_VI_GDDT", "DON_VI"],
  ] as const)("%s must not exceed %s", (part, whole) => {
    expect(found({ [part]: 101n, [whole]: 100n })).toEqual([["error", part, "part-exceeds-whole"]]);
    expect(found({ [part]: 100n, [whole]: 100n })).toEqual([]);
    expect(found({ [part]: 101n })).toEqual([]);
  });
});

describe("payer groups", () => {
  const groups = { BHYT_NLD: 10n, BHYT_BHXH: 20n, BHYT_NSNN: 30n, BHYT_HOTRO: 25n, BHYT_HGD: 15n };

  test("when all are given they sum to BHYT", () => {
    expect(found({ BHYT: 100n, ...groups })).toEqual([]);
    expect(found({ BHYT: 101n, ...groups })).toEqual([["error", "BHYT", "payers-do-not-sum"]]);
  });

  test("while some are blank they must not exceed it", () => {
    expect(found({ BHYT: 60n, BHYT_NLD: 60n })).toEqual([]);
    expect(found({ BHYT: 60n, BHYT_NLD: 61n })).toEqual([["error", "BHYT", "payers-exceed"]]);
  });

  test("the employer-alone group belongs to the sum of a national office, until 30 June 2025", () => {
    const office = { kind: "national_office", asOf: "2025-06-30" } as const;
    expect(found({ BHYT: 107n, ...groups, BHYT_NSDLD: 7n }, office)).toEqual([]);
    expect(found({ BHYT: 107n, ...groups }, { ...office, asOf: "2025-07-31" })).toEqual([
      ["error", "BHYT", "payers-do-not-sum"],
    ]);
  });
});

describe("jumps", () => {
  const lastMonth = { BHYT: 1000n };

  test("of up to 10% against last month pass, both ways", () => {
    expect(found({ BHYT: 1100n }, { lastMonth })).toEqual([]);
    expect(found({ BHYT: 900n }, { lastMonth })).toEqual([]);
    expect(found({ BHYT: 1101n }, { lastMonth })).toEqual([["warning", "BHYT", "jump-month"]]);
    expect(found({ BHYT: 899n }, { lastMonth })).toEqual([["warning", "BHYT", "jump-month"]]);
  });

  test("against the same month last year have a bound of their own", () => {
    const sameMonthLastYear = { BHYT: 1000n };
    expect(found({ BHYT: 1300n }, { sameMonthLastYear })).toEqual([]);
    expect(found({ BHYT: 1301n }, { sameMonthLastYear })).toEqual([["warning", "BHYT", "jump-year"]]);
  });

  test("of a few people are no jump", () => {
    expect(found({ BHYT: 30n }, { lastMonth: { BHYT: 10n } })).toEqual([]);
    expect(found({ BHYT: 31n }, { lastMonth: { BHYT: 10n } })).toEqual([["warning", "BHYT", "jump-month"]]);
  });

  test("from nothing are asked about too", () => {
    expect(found({ BHYT: 21n }, { lastMonth: { BHYT: 0n } })).toEqual([["warning", "BHYT", "jump-month"]]);
  });

  test("of a cumulative figure are not held against the month before", () => {
    expect(found({ THU: 9_000_000_000n }, { lastMonth: { THU: 4_000_000_000n } })).toEqual([]);
  });

  test("have bounds that a setting may change, one indicator at a time", () => {
    const bounds = jumpBounds(jumpBoundsSchema.parse({ BHYT: { month: 7.5, floor: 0 }, NO: { year: null } }));
    expect(found({ BHYT: 1075n }, { lastMonth, bounds })).toEqual([]);
    expect(found({ BHYT: 1076n }, { lastMonth, bounds })).toEqual([["warning", "BHYT", "jump-month"]]);
    expect(bounds.NO).toEqual({ month: 30, year: null, floor: 100_000_000 });
    expect(bounds.BHXH_BB.month).toBe(10);
  });

  test.each([{ BHYT: { month: 0 } }, { BHYT: { percent: 5 } }, { KHAC: { month: 5 } }])(
    "%o is no setting",
    (setting) => {
      expect(jumpBoundsSchema.safeParse(setting).success).toBe(false);
    },
  );
});

describe("the rest", () => {
  test("a cumulative figure that falls within the year needs a reason", () => {
    expect(found({ THU: 99n }, { earlierThisYear: { THU: 100n } })).toEqual([
      ["warning", "THU", "falls-within-year"],
    ]);
    expect(found({ THU: 100n }, { earlierThisYear: { THU: 100n } })).toEqual([]);
  });

  test("BHYT above the population exists, and needs a reason", () => {
    expect(found({ BHYT: 101n }, { population: 100n })).toEqual([["warning", "BHYT", "above-population"]]);
    expect(found({ BHYT: 101n }, { population: null })).toEqual([]);
  });

  test("a required blank needs a reason; 0 is not blank", () => {
    const required = ["BHXH_TN", "TN_MOI"] as const;
    expect(found({ TN_MOI: 0n }, { required })).toEqual([["warning", "BHXH_TN", "blank"]]);
  });

  test("a form without any figure cannot be submitted", () => {
    expect(found({}, { required: ["BHXH_BB"] })).toEqual([["error", "BHXH_BB", "empty-form"]]);
  });

  test("what a unit does not report is refused", () => {
    expect(found({ TT_LOA: 1n }, { kind: "province_office" })).toEqual([["error", "TT_LOA", "not-reported"]]);
    expect(found({ BHYT_NSDLD: 1n })).toEqual([["error", "BHYT_NSDLD", "not-reported"]]);
  });

  test("a figure that would not fit into a national sum is refused", () => {
    expect(found({ VSSID: maxFigure("VSSID") })).toEqual([]);
    expect(found({ VSSID: maxFigure("VSSID") + 1n })).toEqual([["error", "VSSID", "too-large"]]);
    expect(maxFigure("THU") * 800n).toBeLessThan(9_223_372_036_854_775_807n);
  });

  test("errors come first, then form order", () => {
    const values = { BHXH_TN: 500n, BHTN: 30n, BHXH_BB: 20n };
    expect(found(values, { lastMonth: { BHXH_TN: 100n }, required: ["BHYT"] })).toEqual([
      ["error", "BHTN", "part-exceeds-whole"],
      ["warning", "BHXH_TN", "jump-month"],
      ["warning", "BHYT", "blank"],
    ]);
  });
});

describe("what blocks", () => {
  const jumped = (explanation: string | null): CheckCells => ({ BHYT: { value: 2000n, explanation } });
  const lastMonth = { BHYT: 1000n };

  test("a warning without a written explanation", () => {
    const issues = checkCells(jumped("  "), context({ lastMonth }));
    expect(blockingIssues(issues, jumped("  "))).toEqual(issues);
    expect(blockingIssues(issues, jumped("Bốn trường nộp danh sách"))).toEqual([]);
  });

  test("an error, whatever is written", () => {
    const wrong: CheckCells = {
      BHTN: { value: 2n, explanation: "đúng mà" },
      BHXH_BB: { value: 1n, explanation: null },
    };
    expect(blockingIssues(checkCells(wrong, context()), wrong)).toHaveLength(1);
  });
});

describe("the words", () => {
  const messages = (values: Values, more: Partial<CheckContext> = {}) =>
    checkCells(cells(values), context(more)).map(issueMessage);

  test.each([
    [{ BHTN: 3512n, BHXH_BB: 3498n }, {}, "BHTN (3.512) lớn hơn BHXH bắt buộc (3.498): sửa một trong hai ô."],
    [{ BHYT: 19873n }, { lastMonth: { BHYT: 17402n } }, "Tăng 14,2% so với tháng trước, quá mức ±10%."],
    [
      { BHYT: 500n },
      { sameMonthLastYear: { BHYT: 1000n } },
      "Giảm 50% so với cùng kỳ năm trước, quá mức ±30%.",
    ],
    [{ BHYT: 500n }, { lastMonth: { BHYT: 0n } }, "Tăng từ 0 lên 500 so với tháng trước, quá mức ±10%."],
    [
      { BHYT: 60n, BHYT_NLD: 61n },
      {},
      "Các nhóm đóng đã nhập cộng lại được 61, vượt BHYT 60: sửa nhóm đóng hoặc BHYT.",
    ],
    [{ THU: 99n }, { earlierThisYear: { THU: 100n } }, "Lũy kế giảm từ 100 xuống 99 trong năm."],
    [{ BHYT: 101n }, { population: 100n }, "BHYT (101) cao hơn dân số (100)."],
    [{}, {}, "Chưa nhập số nào."],
  ] as const)("of %o with %o", (values, more, message) => {
    expect(messages(values, more)).toEqual([message]);
  });
});
