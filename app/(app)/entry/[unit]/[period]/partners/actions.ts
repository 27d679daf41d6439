"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { fieldOf, SEEN, VALUE } from "@/app/(app)/targets/recipients/results-state";
import { formAction, keepingValues } from "@/lib/action";
import { savePartnerCounts, type PartnerInput } from "@/lib/data/partners";
import { isCountIndicator } from "@/lib/domain/indicator";
import { parseNumber } from "@/lib/domain/number";
import { isPartnerId } from "@/lib/domain/partner";
import { parseSubmissionId } from "@/lib/domain/submission";
import { refused, saved, type FormState } from "@/lib/form-state";
import { PARTNER_REFUSALS } from "@/lib/refusals";

const digits = (text: string | undefined) => (text && /^[0-9]{1,19}$/.test(text) ? BigInt(text) : null);

/** All parts of a unit's month at once: none is saved while one is no number or their sum is too much. */
export const savePartnersAction = keepingValues(
  formAction(
    z.object({ id: z.string().max(120) }).catchall(z.string().max(100)),
    async ({ id, ...rest }, actor): Promise<FormState> => {
      const key = parseSubmissionId(id);
      if (!key) return refused(PARTNER_REFUSALS["not-found"]);
      const fields = rest as Readonly<Record<string, string>>;
      const fieldErrors: Record<string, string[]> = {};
      const inputs = Object.keys(fields).flatMap((name): PartnerInput[] => {
        const [indicator = "", partner = ""] = (fieldOf(name, VALUE) ?? "").split(".");
        if (!isCountIndicator(indicator) || !isPartnerId(partner)) return [];
        const parsed = parseNumber(fields[name] ?? "");
        if (parsed.kind === "error") fieldErrors[name] = [parsed.message];
        const seen = digits(fields[`${SEEN}${indicator}.${partner}`]);
        return [{ indicator, partner, value: parsed.kind === "value" ? parsed.value : null, seen }];
      });
      if (Object.keys(fieldErrors).length > 0)
        return { ok: false, message: "Có ô không phải là số. Chưa lưu gì.", fieldErrors };
      const answer = await savePartnerCounts(id, inputs, actor, new Date());
      if (answer.ok) {
        revalidatePath(`/entry/${key.unitId}/${key.periodId}/partners`);
        return saved(answer.changed === 0 ? "Không có ô nào thay đổi." : `Đã lưu ${answer.changed} ô.`);
      }
      if (answer.reason !== "beyond") return refused(PARTNER_REFUSALS[answer.reason]);
      const problems = [...answer.problems].map(([indicator, text]) => [indicator, [text]]);
      return {
        ok: false,
        message: PARTNER_REFUSALS.beyond,
        fieldErrors: Object.fromEntries(problems) as Record<string, string[]>,
      };
    },
  ),
);
