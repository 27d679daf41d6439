import { describe, expect, test } from "vitest";
import type { ChosenDenominator } from "@/lib/domain/coverage";
import {
  inheritTargets,
  recordedBy,
  targetsInForce,
  type Predecessor,
  type Target,
} from "@/lib/domain/target";

const plan: Target = {
  unitId: "60",
  indicator: "BHYT",
  kind: "headcount",
  value: 1_137_364n,
  scope: "2023",
  issuer: "BHXH VN",
  decisionNumber: "1/QĐ-BHXH",
  decidedOn: "2023-01-10",
  effectiveOn: "2023-01-10",
  version: 1,
  recordedAt: "2023-01-11T02:00:00.000Z",
  headlineReason: null,
};
const revised: Target = {
  ...plan,
  value: 1_140_000n,
  decisionNumber: "9/QĐ-BHXH",
  decidedOn: "2023-07-01",
  effectiveOn: "2023-07-01",
  recordedAt: "2023-07-20T02:00:00.000Z",
};
const rate: Target = {
  ...plan,
  kind: "rate",
  value: 9_225n,
  issuer: "UBND tỉnh",
  decisionNumber: "12/QĐ-UBND",
  effectiveOn: "2023-03-01",
};
const inForce = (targets: readonly Target[], on: string) => targetsInForce(targets, "2023", on);

describe("a target in force", () => {
  test("is that of the decision with the greatest effective day that is not later", () => {
    expect(inForce([revised, plan], "2023-06-30")).toMatchObject([{ value: 1_137_364n, isLater: false }]);
    expect(inForce([plan, revised], "2023-07-01")).toMatchObject([{ value: 1_140_000n, isLater: false }]);
  });
  test("is the first later one, flagged, if none was yet in force that year", () => {
    expect(inForce([revised, plan], "2023-01-09")).toMatchObject([{ value: 1_137_364n, isLater: true }]);
  });
  test("is never that of another year", () => {
    expect(inForce([{ ...plan, scope: "2022", effectiveOn: "2022-01-10" }], "2023-06-30")).toEqual([]);
  });
  test("is the later decided of two that take effect on one day", () => {
    const corrected = { ...plan, value: 1n, decidedOn: "2023-02-01" };
    expect(inForce([corrected, plan], "2023-06-30")).toMatchObject([{ value: 1n }]);
  });
  test("was another one as far as it was known then", () => {
    const known = recordedBy([plan, revised], "2023-07-10T00:00:00.000Z");
    expect(inForce(known, "2023-07-05")).toMatchObject([{ value: 1_137_364n }]);
    expect(inForce([plan, revised], "2023-07-05")).toMatchObject([{ value: 1_140_000n }]);
  });
});

describe("a target that was corrected under its decision", () => {
  const corrected = { ...plan, version: 2, value: 1_137_000n, recordedAt: "2023-05-04T02:00:00.000Z" };

  test("counts as it was recorded last", () => {
    expect(inForce([corrected, plan], "2023-06-30")).toMatchObject([{ value: 1_137_000n }]);
  });
  test("is what was believed before the correction, asked as of then", () => {
    const known = recordedBy([corrected, plan], "2023-05-01T00:00:00.000Z");
    expect(inForce(known, "2023-06-30")).toMatchObject([{ value: 1_137_364n }]);
  });
  test("does not overtake a later decision", () => {
    const late = { ...corrected, recordedAt: "2023-12-01T02:00:00.000Z" };
    expect(inForce([late, revised, plan], "2023-11-30")).toMatchObject([{ value: 1_140_000n }]);
  });
});

describe("targets side by side", () => {
  test("keep their issuers; the agency's headcount is the headline", () => {
    expect(inForce([rate, plan], "2023-11-30")).toMatchObject([
      { issuer: "BHXH VN", kind: "headcount", isHeadline: true },
      { issuer: "UBND tỉnh", kind: "rate", isHeadline: false },
    ]);
  });
  test("without the agency's the newest is the headline", () => {
    const other = { ...plan, issuer: "Thủ tướng", kind: "rate", value: 9_200n } as const;
    expect(inForce([other, rate], "2023-11-30")).toMatchObject([
      { issuer: "UBND tỉnh", isHeadline: true },
      { issuer: "Thủ tướng", isHeadline: false },
    ]);
  });
  test("a rate of the agency is no headline by rule", () => {
    const agency = { ...plan, kind: "rate", value: 9_200n } as const;
    expect(inForce([agency, rate], "2023-11-30")).toMatchObject([
      { issuer: "UBND tỉnh", isHeadline: true },
      { issuer: "BHXH VN", isHeadline: false },
    ]);
  });
  test("another one is the headline where a reason is written", () => {
    const chosen = { ...rate, headlineReason: "Theo nghị quyết của tỉnh" };
    expect(inForce([plan, chosen], "2023-11-30")).toMatchObject([
      { issuer: "UBND tỉnh", isHeadline: true },
      { issuer: "BHXH VN", isHeadline: false },
    ]);
  });
  test("have one headline per unit and indicator", () => {
    const elsewhere = { ...plan, unitId: "68" };
    const other = { ...plan, indicator: "BHTN" } as const;
    expect(inForce([plan, elsewhere, other], "2023-11-30").map(({ isHeadline }) => isHeadline)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe("a merged unit", () => {
  const base: ChosenDenominator = {
    unitId: "60",
    kind: "population",
    basis: "nso",
    year: 2024,
    value: 1_000_000n,
    source: "Cục Thống kê",
    isSum: false,
    isEarlier: false,
  };
  const predecessor = (unitId: string, targets: Target[], denominator: ChosenDenominator): Predecessor => ({
    unitId,
    targets: inForce(
      targets.map((target) => ({ ...target, unitId })),
      "2023-11-30",
    ),
    denominators: [denominator],
  });
  const three = [
    predecessor("60", [plan, rate], base),
    predecessor(
      "67",
      [
        { ...plan, value: 600_000n },
        { ...rate, value: 9_000n },
      ],
      { ...base, value: 500_000n },
    ),
    predecessor(
      "68",
      [
        { ...plan, value: 1_200_000n },
        { ...rate, value: 9_500n },
      ],
      { ...base, value: 1_500_000n },
    ),
  ];

  test("has the sum of its predecessors' headcounts of one issuer, and their rates weighted by people", () => {
    expect(inheritTargets("68-2025", [], three)).toMatchObject([
      {
        unitId: "68-2025",
        kind: "headcount",
        value: 2_937_364n,
        madeFrom: ["60", "67", "68"],
        isHeadline: true,
      },
      { unitId: "68-2025", kind: "rate", value: 9_325n, madeFrom: ["60", "67", "68"], isHeadline: false },
    ]);
  });
  test("has none that one predecessor lacks", () => {
    const lacking = [...three.slice(0, 2), predecessor("68", [rate], base)];
    expect(inheritTargets("68-2025", [], lacking)).toMatchObject([{ kind: "rate" }]);
  });
  test("has no rate where the bases differ or a denominator is unknown", () => {
    const [first, second, third] = three as [Predecessor, Predecessor, Predecessor];
    const otherBasis = { ...third, denominators: [{ ...base, basis: "stated" }] };
    const unknown = { ...third, denominators: [] };
    expect(inheritTargets("68-2025", [], [first, second, otherBasis])).toMatchObject([{ kind: "headcount" }]);
    expect(inheritTargets("68-2025", [], [first, second, unknown])).toMatchObject([{ kind: "headcount" }]);
  });
  test("has its own target in force, never added to its predecessors'", () => {
    const own = inForce([{ ...plan, unitId: "68-2025", value: 3_000_000n }], "2023-11-30");
    expect(inheritTargets("68-2025", own, three)).toMatchObject([
      { kind: "headcount", value: 3_000_000n, madeFrom: [], isHeadline: true },
      { kind: "rate", madeFrom: ["60", "67", "68"] },
    ]);
  });
  test("keeps what was in force before its own later decision takes effect", () => {
    const later = inForce([{ ...plan, unitId: "68-2025", effectiveOn: "2023-12-15" }], "2023-11-30");
    expect(inheritTargets("68-2025", later, three)).toMatchObject([
      { kind: "headcount", value: 2_937_364n, isLater: false },
      { kind: "rate" },
    ]);
    expect(inheritTargets("68-2025", later, [])).toMatchObject([{ value: 1_137_364n, isLater: true }]);
  });
  test("of one predecessor keeps its rate without any denominator", () => {
    const [only] = three as [Predecessor];
    expect(inheritTargets("60-2025", [], [{ ...only, denominators: [] }])).toMatchObject([
      { kind: "headcount", value: 1_137_364n },
      { kind: "rate", value: 9_225n },
    ]);
  });
});
