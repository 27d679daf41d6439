/** Published figures that contradict each other: no exact input gives them all, whatever the arithmetic. */
import { headcountOfRate } from "@/lib/domain/attainment";
import { claimsOf, pctCoverage, points, valuesOf } from "./claims";
import { preimage, witness } from "./existence";
import { common, derived, othersOf, plannedDenominators, values } from "./ranges";
import { record } from "./records";

import { UNKNOWN } from "./words";

export type Contradiction = {
  records: readonly string[];
  reason: string;
  /** Whether the figures could stand together after all. */
  isPossible: () => boolean;
};

/** Records whose own fields cannot stand together. */
export const SELF_CONTRADICTORY: ReadonlySet<string> = new Set(["CAIBE2020#0", "QB2017#1"]);

function hasWitness(id: string): boolean {
  const row = record(id);
  return witness(valuesOf(row) ?? UNKNOWN, claimsOf(row)) !== null;
}

export const CONTRADICTIONS: readonly Contradiction[] = [
  {
    records: ["CAIBE2020#0"],
    reason: "7.024 more than 252.121 are 2,79%, not 3,54%",
    isPossible: () => hasWitness("CAIBE2020#0"),
  },
  {
    records: ["QB2017#1"],
    reason: "816 are 105,6% of 773 and 105,4% of 774: 105,5% was cut off, not rounded",
    isPossible: () => hasWitness("QB2017#1"),
  },
  {
    records: ["NB202405#2"],
    reason: "19.408 of 128.067 are 15,2%: 15.1% was cut off, not rounded",
    isPossible: () => pctCoverage(19_408n, 128_067n, 1) === 151n,
  },
  {
    records: ["LD202505#0"],
    reason: "62.762 people below 95% need another population than 4,56 points below it",
    isPossible: () => {
      const people = preimage(
        UNKNOWN,
        (population) => headcountOfRate(9_500n, population),
        1_229_935n + 62_762n,
      );
      return people !== null && points(1_229_935n, people.min, 9_500n) === -456n;
    },
  },
  {
    records: ["DB2019#2", "DB2019#3", "DB2019#4"],
    reason: "the total of Đà Bắc equals its BHYT alone and leaves out 127 people with BHXH tự nguyện",
    isPossible: () =>
      derived("TONG", values("DB2019#3").min, values("DB2019#2").min) === values("DB2019#4").min,
  },
  {
    records: ["SL2023#0", "SL2023#1"],
    reason: "BHYT alone is more than the total of Sơn La that contains it",
    isPossible: () => values("SL2023#1").min <= values("SL2023#0").min,
  },
  {
    records: ["CAMP2020#0", "CAMP2020#1"],
    reason: "30.369 in one report, 30.269 in the other, for the same day of the same campaign",
    isPossible: () => values("CAMP2020#0").min === values("CAMP2020#1").min,
  },
  {
    records: ["VN202209a#0", "VN202209b#0"],
    reason: "over 17.24 million in one report, over 17.08 million in the other, on the same day",
    isPossible: () => common(values("VN202209a#0"), values("VN202209b#0")) !== null,
  },
  {
    records: ["VN202209b#0"],
    reason:
      "37.7% is planned of 50.5 million, 37.01% reached of 46.2 million: two labour forces under one name",
    isPossible: () =>
      common(plannedDenominators("VN202209b#0"), othersOf("VN202209b#0", /coverage/)) !== null,
  },
];
