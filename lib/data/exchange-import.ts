/** Takes a data value set into the drafts of forms: what sheets write, by the same reading and the same writing. */
import "server-only";
import { createHash } from "node:crypto";
import { MOST_PERIODS, periodsOf, readDataValues, type ExchangeAnswer } from "@/lib/domain/exchange-reading";
import type { ExchangeFormat } from "@/lib/domain/exchange-sheet";
import type { ImportSummary } from "@/lib/domain/exchange-values";
import type { FigureReading } from "@/lib/domain/figure-proposals";
import { formatCount } from "@/lib/domain/number";
import type { Actor } from "@/lib/domain/policy";
import type { Sheet } from "@/lib/domain/sheet";
import type { Unit } from "@/lib/domain/unit";
import { getExchangeCodes } from "./exchange-codes";
import { saveFigureChanges } from "./figure-upload";
import { listNameableUnits } from "./figure-forms";
import { readMonthForms } from "./old-sheets";

/** @param unit into whose forms and those below it values may go */
export async function readExchange(
  sheet: Sheet,
  unit: Pick<Unit, "id" | "path">,
  actor: Actor,
  now: Date,
): Promise<ExchangeAnswer> {
  const periods = periodsOf(sheet);
  if (periods.length > MOST_PERIODS)
    return { ok: false, message: `Tệp nêu quá ${MOST_PERIODS} kỳ; chia tệp theo năm.` };
  const [nameable, codes] = await Promise.all([listNameableUnits(unit), getExchangeCodes()]);
  const months = await readMonthForms(actor, unit, periods, nameable, now);
  return readDataValues(sheet, months, codes);
}

type Given = {
  reading: FigureReading;
  sheet: Sheet;
  format: ExchangeFormat;
  bytes: Uint8Array;
  isDryRun: boolean;
};

/** A value of JSON by its place in the list, one of CSV by its cell. */
export function placeOf(cell: string | null, format: ExchangeFormat): string {
  const row = Number(/\d+$/.exec(cell ?? "")?.[0] ?? 0);
  if (row < 2) return "dataValueSet";
  return format === "json" ? `dataValues[${row - 2}]` : (cell ?? "");
}

export type ImportAnswer = { status: 200 | 409; summary: ImportSummary };

export async function writeExchange(
  { reading, sheet, format, bytes, isDryRun }: Given,
  unit: Pick<Unit, "id" | "provinceId">,
  actor: Actor,
  now: Date,
): Promise<ImportAnswer> {
  const { changes, unchanged, issues, canWrite } = reading;
  const all = sheet.rows.length - 1;
  const conflicts = issues.map(({ cell, message, level }) => ({
    object: placeOf(cell, format),
    value: message,
    level,
  }));
  const nothing = { imported: 0, updated: 0, ignored: all, deleted: 0 };
  const refusal = (description: string): ImportAnswer => ({
    status: 409,
    summary: { status: "ERROR", description, dryRun: isDryRun, importCount: nothing, conflicts },
  });
  if (!canWrite) return refusal("Có lỗi trong tệp. Chưa ghi gì.");
  if (!isDryRun && changes.length > 0) {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const file = { source: "API dataValueSets", origin: format, sha256, unchanged };
    const result = await saveFigureChanges(changes, file, unit, actor, now);
    if (!result.ok) return refusal("Có ô vừa được người khác sửa. Chưa ghi gì: gửi lại.");
  }
  const imported = changes.filter(({ before }) => before.value === null).length;
  const count = formatCount(BigInt(changes.length));
  return {
    status: 200,
    summary: {
      status: conflicts.length > 0 ? "WARNING" : "SUCCESS",
      description: isDryRun
        ? `${count} thay đổi. Chạy thử, chưa ghi gì.`
        : `Đã ghi ${count} số vào biểu đang nhập.`,
      dryRun: isDryRun,
      importCount: {
        imported,
        updated: changes.length - imported,
        ignored: all - changes.length,
        deleted: 0,
      },
      conflicts,
    },
  };
}
