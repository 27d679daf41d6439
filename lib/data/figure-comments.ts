/** What director, manager and central say about one figure of a submission. Added to, never changed. */
import "server-only";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import type { NewComment } from "@/lib/domain/figure-comment";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { can, type Actor } from "@/lib/domain/policy";
import { submissionId } from "@/lib/domain/submission";
import { db } from "./db";
import { notify } from "./notifications";
import { actingNameSql } from "./person";
import { indicatorText } from "./submission-cells";
import { toldSubmission, type Submission } from "./submissions";
import { inTransaction } from "./transaction";

const commentSchema = z.object({
  id: z.string(),
  indicator: indicatorText,
  /** The version that was looked at; 0 before the first. */
  version: z.number(),
  /** "A (thay B)" */
  author: z.string(),
  at: z.date(),
  body: z.string(),
});
export type FigureComment = z.infer<typeof commentSchema>;

const COMMENTS = `
  SELECT c.id::text, c.indicator_id AS indicator, c.version, ${actingNameSql("c.author_id", "c.on_behalf_of")} AS author, c.at, c.body
  FROM figure_comments c
  WHERE c.province_id = $1 AND c.unit_id = $2 AND c.period_id = $3
  ORDER BY c.at, c.id`;

/** Oldest first. @param seen proves that the reader may see the submission */
export async function listFigureComments(seen: Submission): Promise<FigureComment[]> {
  const { provinceId, unitId, periodId } = seen;
  return z.array(commentSchema).parse(await db.$queryRawUnsafe(COMMENTS, provinceId, unitId, periodId));
}

export function countByIndicator(comments: readonly FigureComment[]): Partial<Record<IndicatorId, number>> {
  const counts: Partial<Record<IndicatorId, number>> = {};
  for (const { indicator } of comments) counts[indicator] = (counts[indicator] ?? 0) + 1;
  return counts;
}

const COUNTS = `
  SELECT c.province_id AS "provinceId", c.unit_id AS "unitId", count(*)::int AS count
  FROM figure_comments c
  WHERE c.province_id = ANY ($1::text[]) AND c.period_id = $2
  GROUP BY c.province_id, c.unit_id`;
const countsSchema = z.array(z.object({ provinceId: z.string(), unitId: z.string(), count: z.number() }));

/** By the id of the submission; of those that were read, which are of one period. */
export async function countFigureComments(rows: readonly Submission[]): Promise<Map<string, number>> {
  const [first] = rows;
  if (!first) return new Map();
  const { periodId } = first;
  const provinces = [...new Set(rows.map(({ provinceId }) => provinceId))];
  const counts = countsSchema.parse(await db.$queryRawUnsafe(COUNTS, provinces, periodId));
  return new Map(counts.map(({ count, ...key }) => [submissionId({ ...key, periodId }), count]));
}

/** False for those who may read the submission and not speak about it. */
export async function addFigureComment(
  seen: Submission,
  { indicator, body }: NewComment,
  actor: Actor,
  now: Date,
): Promise<boolean> {
  if (!can(actor, "figure.comment", { path: seen.unitPath })) return false;
  const { provinceId, unitId, periodId, version } = seen;
  const data = {
    provinceId,
    unitId,
    periodId,
    indicatorId: indicator,
    id: uuidv7({ msecs: now.getTime() }),
    version,
    authorId: actor.id,
    onBehalfOf: actor.onBehalfOf?.id ?? null,
    at: now,
    body,
  };
  const [submission, indicatorName] = [toldSubmission(seen), INDICATORS[indicator].name];
  await inTransaction(async (tx) => {
    await tx.figureComment.create({ data });
    const told = { kind: "commented", actorId: actor.id, submission, indicatorName, text: body } as const;
    await notify(tx, told, now);
  });
  return true;
}
