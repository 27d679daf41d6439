"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { lockPeriod, openPeriod, unlockUnit, type PeriodResult } from "@/lib/data/periods";
import { daySchema } from "@/lib/domain/day";
import { asOfDay, periodIdSchema, periodKind } from "@/lib/domain/period";
import { parseSubmissionId, reasonSchema } from "@/lib/domain/submission";
import { refused, saved, type FormState } from "@/lib/form-state";
import { PERIOD_REFUSALS } from "@/lib/labels";

function answer(result: PeriodResult, done: string): FormState {
  revalidatePath("/periods", "layout");
  return result.ok ? saved(done) : refused(PERIOD_REFUSALS[result.reason]);
}

const openSchema = z
  .object({
    period: periodIdSchema.refine((id) => periodKind(id) === "month", "Chọn một tháng"),
    dueOn: daySchema,
  })
  .refine(({ period, dueOn }) => dueOn >= asOfDay(period), {
    path: ["dueOn"],
    message: "Hạn nộp không thể trước ngày chốt số liệu",
  });

/** Opens a month: a form for every reporting unit that exists on its last day. */
export const openPeriodAction = keepingValues(
  formAction(openSchema, async ({ period, dueOn }, actor) =>
    answer(
      await openPeriod({ id: period, dueOn }, actor, new Date()),
      "Đã mở kỳ. Các đơn vị thấy biểu ngay.",
    ),
  ),
);

const lockSchema = z.object({ period: periodIdSchema, reason: reasonSchema });

export const lockPeriodAction = keepingValues(
  formAction(lockSchema, async ({ period, reason }, actor) =>
    answer(await lockPeriod(period, actor, reason, new Date()), "Đã khóa kỳ."),
  ),
);

const unlockSchema = z.object({
  submission: z.string().transform((text, context) => {
    const key = parseSubmissionId(text);
    if (!key) context.addIssue("Chọn một đơn vị");
    return key ?? z.NEVER;
  }),
  until: daySchema,
  reason: reasonSchema,
});

/** Lets one unit type and be decided on in a locked period, until the end of a day. */
export const unlockUnitAction = keepingValues(
  formAction(unlockSchema, async ({ submission, until, reason }, actor) =>
    answer(await unlockUnit(submission, actor, { until, reason }, new Date()), "Đã mở khóa cho đơn vị."),
  ),
);
