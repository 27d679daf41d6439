/** The cells of many units on their way from the browser's grid to the server. */
import { z } from "zod";
import { seenCellSchema, type PostedCell } from "./entry-cells";
import { isIndicatorId } from "./indicator";

/** More rows than any province has, and more cells than a person pastes: a request takes a part of them. */
const MOST_ROWS = 1000;
const MOST_CELLS = 60;

const id = z.string().max(100);
const lockVersion = z.int().min(0);

const postedCellSchema = z.object({
  id: z.string().refine(isIndicatorId),
  typed: z.object({
    text: z.string().max(100),
    isEstimate: z.boolean(),
    note: z.string().max(4000),
    explanation: z.string().max(4000),
  }),
  seen: seenCellSchema,
}) satisfies z.ZodType<PostedCell>;

/** Each submission once, each of its cells once: two answers about one cell would contradict each other. */
const isOnce = (rows: readonly { id: string }[]) => new Set(rows.map((row) => row.id)).size === rows.length;

export const postedGridSchema = z
  .array(z.object({ id, lockVersion, cells: z.array(postedCellSchema).max(MOST_CELLS).refine(isOnce) }))
  .max(MOST_ROWS)
  .refine(isOnce);
export type PostedGridRow = z.output<typeof postedGridSchema>[number];

/** Submissions with the state in which they were seen. */
export const seenGridSchema = z.array(z.object({ id, lockVersion })).max(MOST_ROWS).refine(isOnce);
