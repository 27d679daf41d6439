/** Takes a data value set into the drafts of forms: what sheets write, by the same reading and the same writing. */
import "server-only";
import { createHash } from "node:crypto";
import { MOST_PERIODS, periodsOf, readDataValues, type ExchangeAnswer } from "@/lib/domain/exchange-reading";
import type { ExchangeFormat } from "@/lib/domain/exchange-sheet";
import type { ImportSummary } from "@/lib/domain/exchange-values";
import type { FigureChange } from "@/lib/domain/figure-form";
import type { FigureReading } from "@/lib/domain/figure-proposals";
import { formatCount } from "@/lib/domain/number";
import type { Actor } from "@/lib/domain/policy";
import type { Sheet } from "@/lib/domain/sheet";
import type { SheetIssue } from "@/lib/domain/target-sheet";
import type { Unit } from "@/lib/domain/unit";
import type { BatchResult } from "./draft-batches";
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

/** A value of JSON by its place in the list, one of CSV by its cell. */
function placeOf(cell: string | null, format: ExchangeFormat): string {
  const row = Number(/\d+$/.exec(cell ?? "")?.[0] ?? 0);
  if (row < 2) return "dataValueSet";
  return format === "json" ? `dataValues[${row - 2}]` : (cell ?? "");
}

export type ImportAnswer = { status: 200 | 409; summary: ImportSummary };

/** @template Reason for which it may be refused when it is written; each with what to do then */
export type Import<Change, Reason extends string> = {
  reading: {
    changes: readonly Change[];
    issues: readonly Pick<SheetIssue, "cell" | "message" | "level">[];
    canWrite: boolean;
  };
  sheet: Sheet;
  format: ExchangeFormat;
  isDryRun: boolean;
  refusals: Readonly<Record<Reason, string>>;
};

type Taken<Change, Reason extends string> = {
  /** Into what it goes, as it is named. */
  into: string;
  isNew: (change: Change) => boolean;
  save: () => Promise<{ ok: true } | { ok: false; reason: Reason }>;
};

/** All of a set is written, or nothing, and each value that is wrong is told by its place. */
export async function importAnswer<Change, Reason extends string>(
  { reading, sheet, format, isDryRun, refusals }: Import<Change, Reason>,
  { into, isNew, save }: Taken<Change, Reason>,
): Promise<ImportAnswer> {
  const { changes, issues, canWrite } = reading;
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
  if (!canWrite)
    return refusal("Có lỗi trong tệp. Chưa ghi gì: sửa các giá trị nêu ở conflicts rồi gửi lại.");
  if (!isDryRun && changes.length > 0) {
    const result = await save();
    if (!result.ok) return refusal(refusals[result.reason]);
  }
  const imported = changes.filter(isNew).length;
  const count = formatCount(BigInt(changes.length));
  return {
    status: 200,
    summary: {
      status: conflicts.length > 0 ? "WARNING" : "SUCCESS",
      description: isDryRun ? `${count} thay đổi. Chạy thử, chưa ghi gì.` : `Đã ghi ${count} số vào ${into}.`,
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

type Given = Import<FigureChange, ExchangeProblem> & {
  reading: Pick<FigureReading, "unchanged">;
  bytes: Uint8Array;
};
export type ExchangeProblem = Extract<BatchResult, { ok: false }>["reason"];

export async function writeExchange(
  given: Given,
  unit: Pick<Unit, "id" | "provinceId">,
  actor: Actor,
  now: Date,
): Promise<ImportAnswer> {
  const { reading, format, bytes } = given;
  return importAnswer(given, {
    into: "biểu đang nhập",
    isNew: ({ before }) => before.value === null,
    save: () => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const { changes, unchanged } = reading;
      const file = { source: "API dataValueSets", origin: format, sha256, unchanged };
      return saveFigureChanges(changes, file, unit, actor, now);
    },
  });
}
