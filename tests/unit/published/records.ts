/** The published records: what newspapers and agencies wrote, with the sentence they wrote it in. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const qualifier = z.enum(["over", "under", "about", "rounded"]);
export type Qualifier = z.infer<typeof qualifier>;

const recordSchema = z.object({
  case: z.string(),
  place: z.string(),
  as_of: z.string().optional(),
  indicator: z.string(),
  sub_indicator: z.string().optional(),
  unit: z.string(),
  value: z.number().optional(),
  value_qualifier: qualifier.optional(),
  target: z.number().optional(),
  target_coverage_pct: z.number().optional(),
  pct_plan: z.number().optional(),
  pct_coverage: z.number().optional(),
  denominator: z.number().optional(),
  delta_yoy: z.number().optional(),
  pct_yoy: z.number().optional(),
  delta_vs_year_end: z.number().optional(),
  pct_vs_year_end: z.number().optional(),
  delta_mom: z.number().optional(),
  pct_points_vs_target: z.number().optional(),
  remaining: z.number().optional(),
  quote: z.string(),
});

/** `id` is the case and the place within it, counted from 0: "S1#2". */
export type PublishedRecord = z.infer<typeof recordSchema> & { id: string };

const file = path.resolve(import.meta.dirname, "../../data/published.json");
const rows = z.array(recordSchema).parse(JSON.parse(readFileSync(file, "utf8")));

export const RECORDS: readonly PublishedRecord[] = rows.map((row, at) => ({
  ...row,
  id: `${row.case}#${rows.slice(0, at).filter((other) => other.case === row.case).length}`,
}));

export function record(id: string): PublishedRecord {
  const found = RECORDS.find((one) => one.id === id);
  if (!found) throw new Error(`No published record ${id}`);
  return found;
}
