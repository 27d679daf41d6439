"use server";

import { revalidatePath } from "next/cache";
import { notFound } from "next/navigation";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { countAsked, saveJumpBound } from "@/lib/data/check-settings";
import { boundFormSchema } from "@/lib/domain/check-bound-form";
import { formatCount } from "@/lib/domain/number";
import { periodName } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";
import { refused, saved, type FormState } from "@/lib/form-state";
import { BOUND_REFUSALS } from "@/lib/refusals";

const seenBound = z
  .string()
  .max(200)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "Không đọc được mức đang dùng" });
      return z.NEVER;
    }
  })
  .pipe(z.object({ month: z.number().nullable(), year: z.number().nullable(), floor: z.number() }));

const schema = boundFormSchema.extend({ seen: seenBound, do: z.enum(["preview", "save", "reset"]) });

/** A preview changed nothing, and what was typed stays. */
export type BoundState = FormState | { ok: false; message: string; isPreview: true };

/** Tries a bound on the last approved month, sets it, or goes back to the default. */
export const saveBoundAction = keepingValues<BoundState>(
  formAction(schema, async ({ indicator, seen, do: what, ...bound }, actor): Promise<BoundState> => {
    if (!can(actor, "check.manage", { path: "/vn/" })) notFound();
    if (what === "preview") {
      const { periodId, counts } = await countAsked(actor, { [indicator]: bound });
      if (periodId === null) return refused("Chưa có tháng nào được duyệt để thử.");
      const { cells = 0, asked = 0 } = counts[indicator] ?? {};
      const share = `${formatCount(BigInt(asked))}/${formatCount(BigInt(cells))}`;
      const message = `Với mức này, ${periodName(periodId)} sẽ hỏi ${share} ô. Chưa lưu.`;
      return { ok: false, message, isPreview: true };
    }
    const result = await saveJumpBound(indicator, what === "reset" ? null : bound, seen, actor, new Date());
    // The form of a refusal keeps the bound that it was made from: a second press is refused like the first.
    if (!result.ok) return refused(BOUND_REFUSALS[result.reason]);
    revalidatePath("/admin/checks");
    return saved(what === "reset" ? "Đã về mức mặc định." : "Đã lưu. Biểu nhập dùng mức này từ bây giờ.");
  }),
);
