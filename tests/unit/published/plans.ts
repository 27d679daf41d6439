/** Published results against published plans. */
import { attainment } from "@/lib/domain/attainment";
import { formatCount } from "@/lib/domain/number";
import { remainingWords } from "@/lib/domain/wording";
import { pctOfPlan, points } from "./claims";
import { preimage } from "./existence";
import { common, othersOf, plus, value, values } from "./ranges";
import { record, RECORDS } from "./records";
import type { Relation } from "./relations";
import { allowed, scaled } from "./words";

function remaining(target: bigint, reached: bigint): bigint | null {
  return attainment(
    { kind: "headcount", value: target },
    { value: reached, yearEndBefore: null, denominator: null },
  ).remaining;
}

const inCommas = (count: bigint | null) => formatCount(count).replaceAll(".", ",");

export const PLANS: Relation[] = [
  {
    name: "90,4% in Bình Thuận is 1,85 points below the 92,25% that was assigned",
    records: ["S1#1", "S1#2"],
    ours: () => points(value("S1#2"), 1_163_785n, scaled(record("S1#1").target_coverage_pct ?? 0, 2)),
    published: -185n,
  },
  {
    name: "504 people are missing where 76,9% of a plan is reached",
    records: ["S1#9"],
    ours: () =>
      preimage({ min: 504n, max: 10_000n }, (plan) => pctOfPlan(plan - 504n, plan, 1), 769n) !== null,
    published: true,
  },
  {
    name: "22.306 people are 223,06% of the campaign's 10 nghìn",
    records: ["S3#2", "CAMP2022#0"],
    ours: () => pctOfPlan(value("CAMP2022#0"), BigInt(record("S3#2").target ?? 0), 2),
    published: 22_306n,
  },
  {
    name: "Tuyên Quang passed its target by 587",
    records: ["TQ2020#1"],
    ours: () =>
      remainingWords(remaining(8_700n, value("TQ2020#1")) ?? 0n, { direction: "higher", unit: "người" }),
    published: "vượt 587 người",
  },
  {
    name: "272 pupils of Cái Bè have no card",
    records: ["CAIBE2020#1"],
    ours: () => remaining(47_554n, value("CAIBE2020#1")),
    published: 272n,
  },
  {
    name: "the plans of Kiên Giang add up, and BHXH and BHTN share one labour force",
    records: ["KG202505#0", "KG202505#1", "KG202505#2", "KG202505#3"],
    ours: () => {
      const [all, compulsory, voluntary] = [0, 1, 2].map((at) => othersOf(`KG202505#${at}`, /plan/));
      return [
        compulsory && voluntary && common(all ?? null, plus(compulsory, voluntary)) !== null,
        common(othersOf("KG202505#0", /coverage/), othersOf("KG202505#3", /coverage/)) !== null,
      ];
    },
    published: [true, true],
  },
  {
    name: "one plan of the sector for 2022 explains 89,47%, 1.93 million missing and 90%",
    records: ["S0#0", "VN202209a#0", "VN202211#1"],
    ours: () =>
      common(
        othersOf("S0#0", /plan/),
        plus(values("VN202209a#0"), allowed(1_930_000n, "rounded")),
        othersOf("VN202211#1", /plan/),
      ) !== null,
    published: true,
  },
  ...RECORDS.filter(
    ({ case: name, value: published, target }) => name === "HD2024" && published && target,
  ).map((row): Relation => ({
    name: `${row.place} ${row.indicator}: the table's third column is target less value`,
    records: [row.id],
    ours: () => {
      const [target, reached] = [BigInt(row.target ?? 0), value(row.id)];
      const cells = [target, remaining(target, reached)].reduce(
        (text, cell) => text + inCommas(cell),
        inCommas(reached),
      );
      // The last quoted row breaks off within its third column.
      return row.quote.includes(cells.slice(0, row.id === "HD2024#18" ? -4 : undefined));
    },
    published: true,
  })),
];
