"use server";

import { revalidatePath } from "next/cache";
import { notFound } from "next/navigation";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { listKnownUnitKeys, saveExchangeCodes } from "@/lib/data/exchange-codes";
import { isElement, namedCodes, readCodeLines } from "@/lib/domain/exchange-codes";
import { can } from "@/lib/domain/policy";
import { refused, saved, type FormState } from "@/lib/form-state";
import { CODES_REFUSALS } from "@/lib/refusals";

const schema = z.object({
  dataElements: z.string().max(400_000),
  orgUnits: z.string().max(400_000),
  seen: z.string().max(2_000_000),
});

/** Sets the whole table of codes. */
export const saveCodesAction = keepingValues(
  formAction(schema, async ({ seen, ...texts }, actor): Promise<FormState> => {
    if (!can(actor, "exchange.manage", { path: "/vn/" })) notFound();
    const known = await listKnownUnitKeys(namedCodes(texts.orgUnits));
    const dataElements = readCodeLines(texts.dataElements, isElement);
    const orgUnits = readCodeLines(texts.orgUnits, (key) => known.has(key));
    if (!dataElements.ok || !orgUnits.ok)
      return {
        ok: false,
        message: "Bảng đổi mã có dòng chưa đúng. Chưa lưu gì.",
        fieldErrors: {
          ...(dataElements.ok ? {} : { dataElements: [dataElements.message] }),
          ...(orgUnits.ok ? {} : { orgUnits: [orgUnits.message] }),
        },
      };
    const codes = { dataElements: dataElements.table, orgUnits: orgUnits.table };
    const result = await saveExchangeCodes(codes, seen, actor, new Date());
    // The form of a refusal keeps the table that it was made from: a second press is refused like the first.
    if (!result.ok) return refused(CODES_REFUSALS[result.reason]);
    revalidatePath("/admin/exchange");
    revalidatePath("/exchange");
    return saved("Đã lưu. Tệp gửi vào dùng bảng này từ bây giờ.");
  }),
);
