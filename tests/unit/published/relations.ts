/** What the sentences say between records, or beside their fields: each a figure that our functions must give. */
import { PLANS } from "./plans";
import { RATES } from "./rates";
import { GROWTH, SUMS } from "./sums";

export type Relation = {
  name: string;
  records: readonly string[];
  ours: () => unknown;
  published: unknown;
};

export const RELATIONS: readonly Relation[] = [...SUMS, ...GROWTH, ...PLANS, ...RATES];
