"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import {
  fieldOf,
  SEEN,
  seenDigits,
  takenNote,
  VALUE,
  type CellNote,
  type ResultsState,
} from "@/app/(app)/cell-notes";
import { formAction, keepingValues } from "@/lib/action";
import { savePartnerCounts, type PartnerInput } from "@/lib/data/partners";
import { isCountIndicator } from "@/lib/domain/indicator";
import { parseNumber } from "@/lib/domain/number";
import { isPartnerId } from "@/lib/domain/partner";
import { parseSubmissionId } from "@/lib/domain/submission";
import { refused, saved } from "@/lib/form-state";
import { PARTNER_REFUSALS } from "@/lib/refusals";

const UNSAVED = "Chưa lưu gì: xem lời nhắc ngay tại ô.";

/** What changed of a unit's month at once: none is saved while one is no number or taken, or their sum is too much. */
export const savePartnersAction = keepingValues(
  formAction(
    z.object({ id: z.string().max(120) }).catchall(z.string().max(100)),
    async ({ id, ...rest }, actor): Promise<ResultsState> => {
      const key = parseSubmissionId(id);
      if (!key) return refused(PARTNER_REFUSALS["not-found"]);
      const fields = rest as Readonly<Record<string, string>>;
      const notes: Record<string, CellNote> = {};
      const inputs = Object.keys(fields).flatMap((name): PartnerInput[] => {
        const cell = fieldOf(name, VALUE) ?? "";
        const [indicator = "", partner = ""] = cell.split(".");
        if (!isCountIndicator(indicator) || !isPartnerId(partner)) return [];
        const parsed = parseNumber(fields[name] ?? "");
        if (parsed.kind === "error") notes[cell] = { error: parsed.message };
        const seen = seenDigits(fields[`${SEEN}${cell}`]);
        const value = parsed.kind === "value" ? parsed.value : null;
        return value === seen ? [] : [{ indicator, partner, value, seen }];
      });
      if (Object.keys(notes).length > 0) return { ok: false, message: UNSAVED, notes };
      const answer = await savePartnerCounts(id, inputs, actor, new Date());
      if (answer.ok) {
        revalidatePath(`/entry/${key.unitId}/${key.periodId}/partners`);
        return saved(answer.changed === 0 ? "Không có ô nào thay đổi." : `Đã lưu ${answer.changed} ô.`);
      }
      if (answer.reason === "stale") {
        const taken = answer.cells.map((cell) => [`${cell.indicator}.${cell.partner}`, takenNote(cell)]);
        return {
          ok: false,
          message: UNSAVED,
          notes: Object.fromEntries(taken) as Record<string, CellNote>,
        };
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
