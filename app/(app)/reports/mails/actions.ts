"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { createReportMail, endReportMail } from "@/lib/data/report-mails";
import { newReportMailSchema } from "@/lib/domain/report-mail";
import { refused, saved, type FormState } from "@/lib/form-state";

/** A box for each person: "to.<id>". */
const schema = z
  .record(z.string(), z.unknown())
  .transform((fields) => ({
    unit: fields.unit,
    when: fields.when,
    recipients: Object.keys(fields).flatMap((name) => (name.startsWith("to.") ? [name.slice(3)] : [])),
  }))
  .pipe(newReportMailSchema);

const REFUSALS = {
  "unknown-unit": "Tài khoản này không đặt lịch gửi cho đơn vị này.",
  "unknown-reader": "Có người không xem được đơn vị này. Chưa đặt lịch; tải lại trang rồi chọn lại.",
  twice:
    "Đã có lịch gửi báo cáo này cho một người được chọn vào đúng ngày đó. Chưa đặt lịch; dừng lịch cũ hoặc bỏ chọn người đó.",
};

export const createReportMailAction = keepingValues(
  formAction(schema, async (input, actor): Promise<FormState> => {
    const result = await createReportMail(input, actor, new Date());
    revalidatePath("/reports/mails");
    if (result.ok) return saved("Đã đặt lịch. Thư đầu tiên đi vào ngày gửi tới.");
    return refused(REFUSALS[result.reason]);
  }),
);

export const endReportMailAction = formAction(z.object({ id: z.uuid() }), async ({ id }, actor) => {
  const isEnded = await endReportMail(id, actor, new Date());
  revalidatePath("/reports/mails");
  return isEnded ? saved("Đã dừng gửi.") : refused("Lịch này không còn chạy.");
});
