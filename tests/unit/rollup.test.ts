import { describe, expect, test } from "vitest";
import { enteredIndicators, type IndicatorId } from "@/lib/domain/indicator";
import { asOfDay, type PeriodId } from "@/lib/domain/period";
import {
  derivedParts,
  effective,
  leafRollup,
  sumRollups,
  type ApprovedFigure,
  type Leaf,
} from "@/lib/domain/rollup";
import { LEAVES, SUCCESSIONS } from "@/tests/support/workflow-units";

const leaf = (id: string) => LEAVES.find((one) => one.id === id) as Leaf;

/** "a 2025-06 BHYT" -> value; "~" before the value for an estimate. */
type Written = Record<string, number | `~${number}`>;

function figureOf(text: number | string | undefined): ApprovedFigure | undefined {
  if (text === undefined) return undefined;
  const digits = String(text).replace("~", "");
  return { value: BigInt(digits), isEstimate: digits !== String(text) };
}

function valueOf(unitId: string, periodId: string, id: IndicatorId, figures: Written) {
  const facts = {
    leaf,
    wholePredecessors: (to: string) =>
      SUCCESSIONS.filter((one) => one.toUnitId === to && one.isWhole).map(({ fromUnitId }) => fromUnitId),
    isRequired: (period: PeriodId, kind: Leaf["reportingKind"], one: IndicatorId) =>
      enteredIndicators(kind, asOfDay(period)).includes(one),
    figure: (unit: string, period: PeriodId, one: IndicatorId) =>
      figureOf(figures[`${unit} ${period} ${one}`]),
  };
  return effective(facts, leaf(unitId), periodId as PeriodId, id);
}

const reported = (value: bigint) => ({ kind: "reported", value, isEstimate: false });
const carried = (value: bigint) => ({ kind: "carried", value, isEstimate: false });
const MISSING = { kind: "missing" };

describe("a unit's value of a period", () => {
  test("is the own approved one", () => {
    expect(valueOf("a", "2025-06", "BHYT", { "a 2025-06 BHYT": 5, "a 2025-05 BHYT": 4 })).toEqual(
      reported(5n),
    );
  });

  test("is 0 where 0 was reported", () => {
    expect(valueOf("a", "2025-06", "BHYT", { "a 2025-06 BHYT": 0, "a 2025-05 BHYT": 4 })).toEqual(
      reported(0n),
    );
  });

  test("of a stock is carried from the latest of the three months before", () => {
    expect(valueOf("a", "2025-06", "BHYT", { "a 2025-03 BHYT": 3, "a 2025-04 BHYT": 4 })).toEqual(
      carried(4n),
    );
    expect(valueOf("a", "2025-06", "BHYT", { "a 2025-03 BHYT": 3 })).toEqual(carried(3n));
    expect(valueOf("a", "2025-06", "BHYT", { "a 2025-02 BHYT": 2 })).toEqual(MISSING);
  });

  test("of a cumulative figure is carried within the year only", () => {
    expect(valueOf("R-VP", "2025-02", "THU", { "R-VP 2025-01 THU": 1 })).toEqual(carried(1n));
    expect(valueOf("R-VP", "2025-02", "THU", { "R-VP 2024-12 THU": 9 })).toEqual(MISSING);
  });

  test("of a flow is never carried", () => {
    expect(valueOf("a", "2025-06", "TN_MOI", { "a 2025-05 TN_MOI": 5 })).toEqual(MISSING);
  });

  test("is not expected where the kind does not report it, unless it is there", () => {
    expect(valueOf("BQP", "2025-06", "VSSID", {})).toBeNull();
    expect(valueOf("BQP", "2025-06", "VSSID", { "BQP 2025-06 VSSID": 7 })).toEqual(reported(7n));
  });

  test("keeps the mark of an estimate when it is carried", () => {
    const value = valueOf("a", "2025-06", "BHYT", { "a 2025-05 BHYT": "~5" });
    expect(value).toEqual({ kind: "carried", value: 5n, isEstimate: true });
  });
});

describe("flash periods", () => {
  test("carry from the months before theirs", () => {
    expect(valueOf("R-VP", "2025-11-18", "BHYT", { "R-VP 2025-10 BHYT": 5 })).toEqual(carried(5n));
    expect(valueOf("R-VP", "2025-11-18", "BHYT", { "R-VP 2025-11 BHYT": 6 })).toEqual(MISSING);
  });

  test("feed no carry", () => {
    expect(valueOf("R-VP", "2025-12", "BHYT", { "R-VP 2025-11-18 BHYT": 5 })).toEqual(MISSING);
  });
});

describe("carry through successions", () => {
  test("passes one to one", () => {
    expect(valueOf("a2", "2025-08", "BHYT", { "a 2025-06 BHYT": 5 })).toEqual(carried(5n));
  });

  test("prefers the unit's own month to its predecessor's", () => {
    expect(valueOf("a2", "2025-08", "BHYT", { "a 2025-06 BHYT": 5, "a2 2025-07 BHYT": 6 })).toEqual(
      carried(6n),
    );
  });

  test("sums many to one, and is missing if one of them is", () => {
    expect(valueOf("bc", "2025-07", "BHYT", { "b 2025-06 BHYT": 5, "c 2025-05 BHYT": 7 })).toEqual(
      carried(12n),
    );
    expect(valueOf("bc", "2025-07", "BHYT", { "b 2025-06 BHYT": 5 })).toEqual(MISSING);
  });

  test("passes nothing to the parts of a divided unit", () => {
    expect(valueOf("d1", "2025-07", "BHYT", { "d 2025-06 BHYT": 5 })).toEqual(MISSING);
  });

  test("leaves a part of a divided unit out of what its other predecessors pass on", () => {
    const june = { "b 2025-06 BHYT": 5, "c 2025-06 BHYT": 7, "d 2025-06 BHYT": 100 };
    expect(valueOf("bc", "2025-07", "BHYT", june)).toEqual(carried(12n));
  });

  test("goes on through a predecessor that never reported", () => {
    expect(valueOf("r2", "2025-08", "BHYT", { "r0 2025-06 BHYT": 5 })).toEqual(carried(5n));
    expect(valueOf("r2", "2025-08", "BHYT", { "r0 2025-06 BHYT": 5, "r1 2025-07 BHYT": 6 })).toEqual(
      carried(6n),
    );
  });

  test("ends where the three months end", () => {
    expect(valueOf("a2", "2025-09", "BHYT", { "a 2025-06 BHYT": 5 })).toEqual(carried(5n));
    expect(valueOf("a2", "2025-10", "BHYT", { "a 2025-06 BHYT": 5 })).toEqual(MISSING);
  });

  test("takes no figure of a month in which the unit no longer was", () => {
    expect(valueOf("a2", "2025-08", "BHYT", { "a 2025-06 BHYT": 5, "a 2025-07 BHYT": 9 })).toEqual(
      carried(5n),
    );
  });
});

describe("derived indicators", () => {
  const june = { "a 2025-06 BHXH_BB": 10, "a 2025-06 BHYT": 100 } as const;

  test("are computed of each unit's effective parts", () => {
    expect(valueOf("a", "2025-06", "CHI_BHYT", june)).toEqual(reported(90n));
    expect(valueOf("a", "2025-06", "TONG", { ...june, "a 2025-06 BHXH_TN": 3 })).toEqual(reported(103n));
  });

  test("are missing if a part is, and carried or an estimate if a part is", () => {
    expect(valueOf("a", "2025-06", "TONG", june)).toEqual(MISSING);
    expect(valueOf("a", "2025-06", "TONG", { ...june, "a 2025-05 BHXH_TN": "~2" })).toEqual({
      kind: "carried",
      value: 102n,
      isEstimate: true,
    });
  });

  test("of a national office leave out the participants that it cannot have", () => {
    expect(derivedParts("TONG", "national_office")).toEqual([["BHYT", 1n]]);
    expect(valueOf("BQP", "2025-06", "BHXH", { "BQP 2025-06 BHXH_BB": 10 })).toEqual(reported(10n));
    expect(valueOf("BQP", "2025-06", "TONG", { "BQP 2025-06 BHYT": 40 })).toEqual(reported(40n));
  });
});

describe("sums", () => {
  const rows = [
    leafRollup({ kind: "reported", value: 5n, isEstimate: true }),
    leafRollup({ kind: "carried", value: 7n, isEstimate: false }),
    leafRollup({ kind: "missing" }),
  ];

  test("count who reported, was carried, estimated or is missing", () => {
    const counts = { reported: 1, carried: 1, estimated: 1, missing: 1, expected: 3 };
    expect(sumRollups(rows)).toEqual({ sum: 12n, ...counts });
  });

  test("of nothing but missing are unknown, not 0", () => {
    const { sum, missing } = sumRollups([leafRollup({ kind: "missing" })]);
    expect([sum, missing]).toEqual([null, 1]);
  });

  test("do not depend on the order or grouping", () => {
    const [first, ...rest] = rows as [(typeof rows)[0], ...typeof rows];
    expect(sumRollups([sumRollups(rest), first])).toEqual(sumRollups(rows));
  });
});
