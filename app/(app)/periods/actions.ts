"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { askMoreUnits, changeDueDay, relockUnit } from "@/lib/data/period-changes";
import type { PeriodResult } from "@/lib/data/period-result";
import { countMissing, lockPeriod, openPeriod, openPeriods, unlockUnit } from "@/lib/data/periods";
import { dayInVietnam, daySchema } from "@/lib/domain/day";
import { asOfDay, periodIdSchema, periodKind, periodTitle } from "@/lib/domain/period";
import { openingFormSchema, openingsOf, tickedUnits } from "@/lib/domain/period-form";
import { openingProblem } from "@/lib/domain/period-opening";
import { parseSubmissionId, reasonSchema } from "@/lib/domain/submission";
import { refused, saved, type FormState } from "@/lib/form-state";
import { PERIOD_REFUSALS } from "@/lib/refusals";

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

/** Opens all the days of a form or none: a month, one flash report, or those of a quarter. */
export const openPeriodsAction = keepingValues(
  formAction(openingFormSchema, async (form, actor) => {
    const now = new Date();
    const today = dayInVietnam(now);
    const openings = openingsOf(form);
    for (const opening of openings) {
      const problem = openingProblem(opening, today);
      if (problem) return refused(`${periodTitle(opening.id)}: ${PERIOD_REFUSALS[problem]}`);
    }
    const periods = openings.map(({ asks, ...opening }) => (asks ? { ...opening, asks } : opening));
    const names = openings.map(({ id }) => periodTitle(id)).join(", ");
    return answer(await openPeriods(periods, actor, now), `Đã mở ${openings.length} kỳ: ${names}.`);
  }),
);

const lockSchema = z.object({
  period: periodIdSchema,
  reason: reasonSchema,
  /** Ticked by whoever has read what is missing, and locks all the same. */
  incomplete: z.literal("on").optional(),
});

export const lockPeriodAction = keepingValues(
  formAction(lockSchema, async ({ period, reason, incomplete }, actor) => {
    const locked = await lockPeriod(period, actor, reason, new Date(), {
      onlyComplete: incomplete === undefined,
    });
    if (locked.ok || locked.reason !== "incomplete") return answer(locked, "Đã khóa kỳ.");
    const { submissions, provinces } = await countMissing(actor, period);
    return refused(
      `Còn ${submissions} biểu chưa duyệt, ${provinces} tỉnh chưa ký chốt. Đánh dấu xác nhận nếu vẫn khóa.`,
    );
  }),
);

const dueSchema = z.object({ period: periodIdSchema, dueOn: daySchema, reason: reasonSchema });

export const changeDueAction = keepingValues(
  formAction(dueSchema, async ({ period, dueOn, reason }, actor) =>
    answer(
      await changeDueDay(period, dueOn, actor, reason, new Date()),
      "Đã đổi hạn nộp. Đúng hạn nay tính theo ngày mới.",
    ),
  ),
);

const askSchema = z.record(z.string(), z.string()).transform((fields, context) => {
  const head = z.object({ period: periodIdSchema, reason: reasonSchema }).safeParse(fields);
  if (!head.success) {
    for (const { path, message } of head.error.issues) context.addIssue({ code: "custom", path, message });
    return z.NEVER;
  }
  return { ...head.data, units: tickedUnits(fields) };
});

/** More units owe a period that is open. */
export const askUnitsAction = keepingValues(
  formAction(askSchema, async ({ period, reason, units }, actor) =>
    answer(
      await askMoreUnits(period, units, actor, reason, new Date()),
      "Đã thêm đơn vị. Các đơn vị thấy biểu ngay.",
    ),
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

const relockSchema = z.object({ submission: unlockSchema.shape.submission, reason: reasonSchema });

/** Takes an unlocking back before its end. */
export const relockUnitAction = keepingValues(
  formAction(relockSchema, async ({ submission, reason }, actor) =>
    answer(await relockUnit(submission, actor, reason, new Date()), "Đã khóa lại đơn vị."),
  ),
);
