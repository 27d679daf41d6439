"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { createReportMail, endReportMail } from "@/lib/data/report-mails";
import { newReportMailSchema } from "@/lib/domain/report-mail";
import { refused, saved, type FormState } from "@/lib/form-state";
import { REPORT_MAIL_REFUSALS } from "@/lib/refusals";
import { mailServer } from "@/lib/worker/mail-server";

/** A box for each person: "to.<id>". */
const schema = z
  .record(z.string(), z.unknown())
  .transform((fields) => ({
    unit: fields.unit,
    when: fields.when,
    recipients: Object.keys(fields).flatMap((name) => (name.startsWith("to.") ? [name.slice(3)] : [])),
  }))
  .pipe(newReportMailSchema);

export const createReportMailAction = keepingValues(
  formAction(schema, async (input, actor): Promise<FormState> => {
    const result = await createReportMail(input, actor, new Date());
    revalidatePath("/reports/mails");
    if (result.ok)
      return saved(
        mailServer()
          ? "Đã đặt lịch. Thư đầu tiên đi vào ngày gửi tới."
          : "Đã đặt lịch. Chưa có máy chủ thư nên thư chưa đi được.",
      );
    return refused(REPORT_MAIL_REFUSALS[result.reason]);
  }),
);

export const endReportMailAction = formAction(z.object({ id: z.uuid() }), async ({ id }, actor) => {
  const isEnded = await endReportMail(id, actor, new Date());
  revalidatePath("/reports/mails");
  return isEnded ? saved("Đã dừng gửi.") : refused("Lịch này không còn chạy.");
});
