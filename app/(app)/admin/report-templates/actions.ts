"use server";

import { revalidatePath } from "next/cache";
import { notFound } from "next/navigation";
import { formAction, keepingValues } from "@/lib/action";
import { saveReportTemplate } from "@/lib/data/report-templates";
import { can } from "@/lib/domain/policy";
import { templateFormSchema, templateProblems, typedTemplate } from "@/lib/domain/report-template-form";
import { refused, saved, type FormState } from "@/lib/form-state";
import { TEMPLATE_REFUSALS } from "@/lib/refusals";

export type TemplateState = FormState | { ok: false; message: string; problems: readonly string[] };

/** Saves a sentence as its next version, or goes back to the standard one. */
export const saveTemplateAction = keepingValues<TemplateState>(
  formAction(templateFormSchema, async ({ do: what, seen, ...form }, actor): Promise<TemplateState> => {
    if (!can(actor, "report.template", { path: "/vn/" })) notFound();
    const template = what === "reset" ? null : typedTemplate(form);
    const problems = template === null ? [] : templateProblems(form.sentence, template.text);
    if (problems.length > 0) return { ok: false, message: "Mẫu câu chưa dùng được", problems };
    const { scope, sentence } = form;
    const result = await saveReportTemplate({ scope, sentence, template, seen }, actor, new Date());
    if (!result.ok) {
      if (result.reason === "forbidden") notFound();
      return refused(TEMPLATE_REFUSALS[result.reason]);
    }
    revalidatePath("/admin/report-templates");
    return saved(
      template === null ? "Đã về câu chuẩn." : "Đã lưu. Báo cáo chưa ban hành dùng câu này từ bây giờ.",
    );
  }),
);
