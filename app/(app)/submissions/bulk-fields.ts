/** The fields of the queue's form: `pick.<id>` is a ticked row, `seen.<id>` one whose answers were shown; both hold the lock version. */
import { z } from "zod";
import { submissionDecisionSchema } from "@/lib/domain/submission";

export const pickField = (id: string) => `pick.${id}`;
export const seenField = (id: string) => `seen.${id}`;

/** More than a page of the queue holds. */
const PICKED_MOST = 100;

const pickedSchema = z.object({
  id: z.string().max(100),
  lockVersion: z
    .string()
    .regex(/^[0-9]{1,9}$/)
    .transform(Number),
});

const named = (fields: Record<string, unknown>, prefix: string) =>
  Object.entries(fields)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, lockVersion]) => ({ id: name.slice(prefix.length), lockVersion }));

const [approve, giveBack] = submissionDecisionSchema.options;

export const bulkSchema = z
  .record(z.string(), z.unknown())
  .transform((fields) => ({
    ...fields,
    picked: named(fields, pickField("")),
    seen: named(fields, seenField("")),
  }))
  .pipe(
    z
      .object({
        picked: z.array(pickedSchema).max(PICKED_MOST),
        seen: z.array(pickedSchema).max(PICKED_MOST),
      })
      .and(z.discriminatedUnion("event", [approve, giveBack])),
  );
