/** Published rates: of one denominator, of a plan of money, of a decision. */
import { debtRatios, headcountOfRate } from "@/lib/domain/attainment";
import { parseRate } from "@/lib/domain/number";
import { percent } from "@/lib/domain/ratio";
import { digits, pctCoverage, points } from "./claims";
import { witness, type Claim } from "./existence";
import { common, denominatorsOf, othersOf, plannedDenominators, value, values } from "./ranges";
import { record, RECORDS } from "./records";
import type { Relation } from "./relations";
import { allowed, exactly, scaled, UNKNOWN, type Range } from "./words";

const share = (published: bigint, decimals: number, other: Range = UNKNOWN): Claim => ({
  name: "share",
  formula: (part, whole) => pctCoverage(part, whole, decimals),
  published,
  other,
});

const debtShare = (published: bigint, base: "plan" | "due", other: Range): Claim => ({
  name: "debt",
  formula: (debt, dong) =>
    digits(percent(debtRatios(debt, { plan: null, due: null, collected: null, [base]: dong })[base])),
  published,
  other,
});

export const RATES: Relation[] = [
  ...[
    { id: "TK2020#0", rate: 9_470n },
    { id: "TK2020#1", rate: 9_823n },
    { id: "TK2020#2", rate: 219n },
  ].map(({ id, rate }): Relation => ({
    name: `some whole number has the target of ${id} as its ${rate} hundredths of a percent`,
    records: [id],
    ours: () => witness(exactly(BigInt(record(id).target ?? 0)), [share(rate, 2)]) !== null,
    published: true,
  })),
  ...[
    { at: 0, headcounts: allowed(1_760_000n, "over") },
    { at: 1, headcounts: allowed(1_776_000n, "rounded") },
    { at: 2, headcounts: allowed(1_802_000n, "rounded") },
    { at: 3, headcounts: allowed(1_823_000n, "rounded") },
  ].map(({ at, headcounts }): Relation => ({
    name: `An Giang's headcount ${at} follows from its rate, the one that the Prime Minister assigned`,
    records: [`AGPLAN#${at}`, `QD546#${at + 12}`],
    ours: () => {
      const rate = scaled(record(`AGPLAN#${at}`).target_coverage_pct ?? 0, 2);
      return [rate, denominatorsOf(rate, headcounts) !== null];
    },
    published: [scaled(record(`QD546#${at + 12}`).target_coverage_pct ?? 0, 2), true],
  })),
  {
    name: "60% and 5% of one labour force are the headcounts of the plan for 2030",
    records: ["NQ403#0", "NQ403#1"],
    ours: () => [headcountOfRate(6_000n, 48_890_000n), headcountOfRate(500n, 48_890_000n)],
    published: [29_334_000n, 2_444_500n],
  },
  ...["VN202209b#1", "VN202209b#2"].map((id): Relation => ({
    name: `${id}: what is reached and what is planned are rates of one denominator`,
    records: [id],
    ours: () => common(plannedDenominators(id), othersOf(id, /coverage/)) !== null,
    published: true,
  })),
  {
    name: "the people of Cái Bè with a card are 88,44% of those with and without",
    records: ["CAIBE2020#0"],
    ours: () => pctCoverage(value("CAIBE2020#0"), value("CAIBE2020#0") + 33_888n, 2),
    published: 8_844n,
  },
  {
    // Nghị quyết 28-NQ/TW of 2018: 2,5% of the labour force by 2025.
    name: "tự nguyện in 2023 is 1,42 points above 2,5% of the labour force that 39,25% gives",
    records: ["VN2023#0", "VN2023#1"],
    ours: () => {
      const over: Claim = {
        name: "points",
        formula: (people, force) => points(people, force, 250n),
        published: 142n,
        other: othersOf("VN2023#0", /coverage/) ?? UNKNOWN,
      };
      return witness(values("VN2023#1"), [over]) !== null;
    },
    published: true,
  },
  {
    name: "2.408 of 25.729 are 9,36%",
    records: ["NB202405#0", "NB202405#1"],
    ours: () => pctCoverage(value("NB202405#1"), value("NB202405#0"), 2),
    published: 936n,
  },
  {
    name: "86,57% of the pupils of Gia Lai leave 13,43%, gần 43.600",
    records: ["GL2022#0"],
    ours: () => {
      const found = witness(allowed(43_600n, "under"), [share(1_343n, 2)]);
      const [missing, pupils] = [found?.value ?? 0n, found?.others[0] ?? 0n];
      return pctCoverage(pupils - missing, pupils, 2);
    },
    published: 8_657n,
  },
  {
    name: "227.4 billion are 2.39% of the plan of which 7,091 billion are 74.43%",
    records: ["X3_202509#0", "X3_202509#1"],
    ours: () =>
      witness(allowed(227_400_000_000n, "rounded"), [
        debtShare(239n, "plan", othersOf("X3_202509#0", /plan/) ?? UNKNOWN),
      ]) !== null,
    published: true,
  },
  {
    name: "hơn 5.380 tỷ đồng are 8,37% of some amount due",
    records: ["HNNO202308#0"],
    ours: () => witness(values("HNNO202308#0"), [debtShare(837n, "due", UNKNOWN)]) !== null,
    published: true,
  },
  ...RECORDS.filter((row) => row.case === "QD546").map((row): Relation => ({
    name: `${row.place} ${row.as_of}: the rate of the decision is read as it stands`,
    records: [row.id],
    ours: () => parseRate(/([0-9.]+)%$/.exec(row.quote)?.[1] ?? ""),
    published: { kind: "value", value: scaled(row.target_coverage_pct ?? 0, 2) },
  })),
];
