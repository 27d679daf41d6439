/** Records from which nothing follows: a figure alone, without a second one that it must agree with. */

export const numbered = (name: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${name}#${from + at}`);

export const NOTHING_TO_CHECK: readonly { reason: string; records: readonly string[] }[] = [
  { reason: "% of plan without value and plan", records: numbered("S1", 3, 8) },
  {
    reason: "a target without a result",
    records: ["S1#0", ...numbered("HD2024", 0, 1), ...numbered("DKN2022", 0, 3)],
  },
  { reason: "a rate and a target without the difference", records: ["LM2018#0"] },
  { reason: "a rate without its amounts", records: ["VN2023#4"] },
  {
    reason: "a value with its growth in people, without growth in percent",
    records: ["QB2017#0", ...numbered("GV2023", 0, 1), "DT202105#0"],
  },
  {
    reason:
      "a value, three times its growth in people and what remains of a plan, without the plan, a base or percent",
    records: ["VN202010#1"],
  },
  { reason: "a value and its target, without percent of it or what remains", records: ["BG202404#0"] },
  {
    reason: "a value alone",
    records: [
      ...["S2#1", "S2#4", "NA202412#2", "DT202105#1", "VN2023#2"],
      ...numbered("S4", 2, 6),
      ...numbered("CAMP2022", 2, 3),
      ...numbered("CAMP2022", 6, 10),
      ...numbered("COM2023H1", 0, 4),
      ...numbered("NACOM2024", 0, 1),
      ...numbered("GROUPS2024", 0, 3),
    ],
  },
];
