/** A remark on one figure of a submission. */
import { z } from "zod";
import { INDICATOR_IDS, type IndicatorId } from "./indicator";
import { plainText } from "./text";

export const COMMENT_MAX = 1000;

export const newCommentSchema = z.object({
  indicator: z.enum(INDICATOR_IDS as [IndicatorId, ...IndicatorId[]]),
  body: z.string().overwrite(plainText).min(1, "Ghi ý kiến").max(COMMENT_MAX, "Ý kiến dài quá 1.000 ký tự"),
});
export type NewComment = z.infer<typeof newCommentSchema>;
