"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { signMonth } from "@/lib/data/periods";
import { periodIdSchema } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";
import { refused, saved } from "@/lib/form-state";
import { PERIOD_REFUSALS } from "@/lib/refusals";

const signSchema = z.object({ province: unitIdSchema, period: periodIdSchema });

/** The province's manager signs the month off. */
export const signMonthAction = formAction(signSchema, async ({ province, period }, actor) => {
  const result = await signMonth(province, period, actor, new Date());
  revalidatePath("/submissions", "layout");
  return result.ok ? saved("Đã ký chốt.") : refused(PERIOD_REFUSALS[result.reason]);
});
