/** What a search asks and answers. */
import { z } from "zod";
import { SEARCH_KINDS, type SearchResult } from "@/lib/domain/search";
import { plainText } from "@/lib/domain/text";
import { unitIdSchema } from "@/lib/domain/unit";

export const searchQuerySchema = z.object({
  q: z.string().max(100).default("").transform(plainText),
  /** The unit that one is looking at: a period alone is meant for it. */
  at: unitIdSchema.optional().catch(undefined),
});

const resultSchema = z.object({
  kind: z.enum(SEARCH_KINDS),
  href: z.string(),
  title: z.string(),
  detail: z.string(),
  isEnded: z.boolean(),
}) satisfies z.ZodType<SearchResult>;

export const findingsSchema = z.object({
  groups: z.array(z.object({ title: z.string(), results: z.array(resultSchema) })),
});
export type Findings = z.infer<typeof findingsSchema>;
