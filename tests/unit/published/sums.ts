/** Published sums, and growth between published values. */
import { contradictions } from "@/lib/domain/checks";
import { growth } from "@/lib/domain/comparison";
import { daysBetween } from "@/lib/domain/day";
import { divideRounded } from "@/lib/domain/ratio";
import { leafRollup, sumRollups } from "@/lib/domain/rollup";
import { roughly } from "@/lib/domain/wording";
import { claimsOf, pctCoverage, pctGrowth } from "./claims";
import { witness } from "./existence";
import { common, derived, plus, value, values } from "./ranges";
import { record } from "./records";
import type { Relation } from "./relations";
import { allowed, countsIn, exactly, scaled } from "./words";

function delta(now: bigint, before: bigint): bigint | null {
  const side = (one: bigint) => ({ value: one, missing: 0, isStated: false });
  const result = growth(side(now), side(before));
  return result.kind === "growth" ? result.delta : null;
}

/** Who reported a record, as far as checks ask. */
const context = (id: string) => ({ kind: "district" as const, asOf: record(id).as_of ?? "" });

export const SUMS: Relation[] = [
  {
    name: "BHXH is bắt buộc plus tự nguyện in Nghệ An, in people and in growth",
    records: ["NA202102#0", "NA202102#1", "NA202102#2"],
    ours: () => [
      derived("BHXH", value("NA202102#1"), value("NA202102#2")),
      derived("BHXH", 10_513n, 30_127n),
    ],
    published: [318_011n, 40_640n],
  },
  {
    name: "the total is BHYT plus BHXH tự nguyện in Nghệ An",
    records: ["NA202102#2", "NA202102#4", "NA202102#5"],
    ours: () => derived("TONG", value("NA202102#4"), value("NA202102#2")),
    published: 2_873_346n,
  },
  {
    name: "the total is BHYT plus BHXH tự nguyện in Lâm Đồng",
    records: ["LD2019#0", "LD2019#3", "LD2019#4"],
    ours: () => derived("TONG", value("LD2019#4"), value("LD2019#3")),
    published: 1_114_100n,
  },
  {
    name: "those with BHYT alone are BHYT less BHXH bắt buộc in Hải Phòng",
    records: ["HP201809#0", "HP201809#2", "HP201809#3"],
    ours: () => derived("CHI_BHYT", value("HP201809#2"), value("HP201809#0")),
    published: 1_326_245n,
  },
  {
    name: "BHXH is bắt buộc plus tự nguyện in Kiên Giang, in people, over the year and over the month",
    records: ["KG202505#0", "KG202505#1", "KG202505#2"],
    ours: () => [
      derived("BHXH", value("KG202505#1"), value("KG202505#2")),
      derived("BHXH", 5_542n, 3_883n),
      derived("BHXH", -60n, -640n),
    ],
    published: [132_814n, 9_425n, -700n],
  },
  {
    name: "over 17.24 million is 15.73 million plus 1.51 million",
    records: ["VN202209a#0", "VN202209a#1", "VN202209a#2"],
    ours: () => common(values("VN202209a#0"), plus(values("VN202209a#1"), values("VN202209a#2"))) !== null,
    published: true,
  },
  {
    name: "the cards of Đam Rông are those of the four groups in the sentence",
    records: ["DR2017#0"],
    ours: () => {
      const [all, ...groups] = countsIn(record("DR2017#0").quote);
      const total = sumRollups(
        groups.map((sum) => leafRollup({ kind: "reported", value: sum, isEstimate: false })),
      );
      return [all, groups.length, total.sum];
    },
    published: [value("DR2017#0"), 4, value("DR2017#0")],
  },
  {
    name: "of the employers of Tiền Giang no more deal electronically than there are",
    records: ["S4#7"],
    ours: () => {
      const [all = 0n, electronic = 0n] = countsIn(record("S4#7").quote);
      return [all, contradictions({ DON_VI: all, DON_VI_GDDT: electronic }, context("S4#7"))];
    },
    published: [value("S4#7"), []],
  },
  {
    name: "in Đà Bắc no more have BHTN than have BHXH bắt buộc",
    records: ["DB2019#0", "DB2019#1"],
    ours: () => contradictions({ BHXH_BB: value("DB2019#0"), BHTN: value("DB2019#1") }, context("DB2019#0")),
    published: [],
  },
  {
    name: "17,06% bắt buộc and 9,15% tự nguyện of one labour force are 26,21%",
    records: ["LC2025#0"],
    ours: () => pctCoverage(derived("BHXH", 170_600n, 91_500n), 1_000_000n, 2),
    published: scaled(record("LC2025#0").pct_coverage ?? 0, 2),
  },
  {
    name: "the campaign of one day brought hơn 75.600",
    records: ["CAMP2022#0", "CAMP2022#1"],
    ours: () => roughly(value("CAMP2022#0") + value("CAMP2022#1"), 100n, "change"),
    published: "hơn 75.600",
  },
  {
    name: "the campaign of the month brought about 105,300",
    records: ["CAMP2022#4", "CAMP2022#5"],
    ours: () => common(allowed(105_300n, "about"), plus(values("CAMP2022#4"), values("CAMP2022#5"))) !== null,
    published: true,
  },
];

export const GROWTH: Relation[] = [
  {
    name: "Tuyên Quang grew from the people that are quoted for the year before",
    records: ["TQ2020#0", "TQ2020#1"],
    ours: () => [delta(value("TQ2020#0"), 55_317n), delta(value("TQ2020#1"), 6_481n)],
    published: [3_860n, 2_806n],
  },
  {
    name: "Lâm Đồng fell by what lies between its two published values",
    records: ["LD202505#0", "LD202505#1", "LD202505#2", "LD202505#3"],
    ours: () => [
      delta(value("LD202505#0"), value("LD202505#2")),
      delta(value("LD202505#1"), value("LD202505#3")),
    ],
    published: [-39_252n, -5_806n],
  },
  {
    name: "BHXH grew by 9.9% where bắt buộc grew by 7.25% and tự nguyện by 39.35%",
    records: ["VN202409#0", "VN202409#1", "VN202409#2"],
    ours: () => {
      const [compulsory, voluntary] = ["VN202409#1", "VN202409#2"].map((id) => {
        const found = witness(values(id), claimsOf(record(id)));
        return { now: found?.value ?? 0n, before: found?.others[0] ?? 0n };
      });
      const total = (year: "now" | "before") =>
        derived("BHXH", compulsory?.[year] ?? 0n, voluntary?.[year] ?? 0n);
      return [
        common(values("VN202409#0"), exactly(total("now"))) !== null,
        pctGrowth(total("now"), total("before"), 1),
      ];
    },
    published: [true, 99n],
  },
  {
    name: "47.200 items in the 546 days to 30 June 2023 are 86 a day",
    records: ["COM2023H1#5"],
    ours: () => divideRounded(47_200n, BigInt(daysBetween("2021-12-31", "2023-06-30"))),
    published: 86n,
  },
];
