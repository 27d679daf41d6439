/** Reads a data value set of targets against a draft; it is written as a table of targets is, by `saveSheetChanges`. */
import "server-only";
import {
  foreignElement,
  targetElement,
  type ExchangeCodes,
  type IdScheme,
} from "@/lib/domain/exchange-codes";
import type { ExchangeFormat } from "@/lib/domain/exchange-sheet";
import {
  readTargetValues,
  scopePeriod,
  type TargetsAnswer,
  type TargetsReading,
} from "@/lib/domain/exchange-targets";
import type { DataValue } from "@/lib/domain/exchange-values";
import { apiDecimal, formatCount } from "@/lib/domain/number";
import type { Actor } from "@/lib/domain/policy";
import { rate } from "@/lib/domain/ratio";
import type { Sheet } from "@/lib/domain/sheet";
import type { TargetScope } from "@/lib/domain/target-scope";
import type { Decision } from "./decisions";
import { getExchangeCodes } from "./exchange-codes";
import { unitKey } from "./exchange";
import { placeOf, type ImportAnswer } from "./exchange-import";
import type { DraftCell } from "./target-drafts";
import { getSheetContext, saveSheetChanges } from "./target-sheet";

type Draft = { decision: Decision; scope: TargetScope; to: DraftCell["to"] };

export async function readExchangeTargets(
  sheet: Sheet,
  { decision, scope, to }: Draft,
): Promise<TargetsAnswer & { names: ReadonlyMap<string, string> }> {
  const [context, codes] = await Promise.all([getSheetContext(decision, scope, to), getExchangeCodes()]);
  const names = new Map(context.receivers.map(({ id, name }) => [id, name]));
  return { ...readTargetValues(sheet, context, { issuer: decision.issuer, scope }, codes), names };
}

type Given = { reading: TargetsReading; sheet: Sheet; format: ExchangeFormat; isDryRun: boolean };

/** All of a set into the draft, or nothing. */
export async function writeExchangeTargets(
  { reading, sheet, format, isDryRun }: Given,
  { decision, scope, to }: Draft,
  actor: Actor,
  now: Date,
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
  if (!canWrite) return refusal("Có lỗi trong tệp. Chưa ghi gì.");
  if (!isDryRun && changes.length > 0) {
    const result = await saveSheetChanges(decision, scope, to, changes, actor, now);
    if (!result.ok) return refusal("Dự thảo vừa được người khác sửa hoặc ban hành. Chưa ghi gì: gửi lại.");
  }
  const imported = changes.filter(({ before }) => before === null).length;
  const count = formatCount(BigInt(changes.length));
  return {
    status: 200,
    summary: {
      status: conflicts.length > 0 ? "WARNING" : "SUCCESS",
      description: isDryRun ? `${count} thay đổi. Chạy thử, chưa ghi gì.` : `Đã ghi ${count} số vào dự thảo.`,
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

/** What the draft gives for a time, as it is taken in again. */
export async function listDraftTargetValues(
  { decision, scope, to }: Draft,
  idScheme: IdScheme,
  codes: ExchangeCodes,
): Promise<DataValue[]> {
  const { receivers, current } = await getSheetContext(decision, scope, to);
  const byId = new Map(receivers.map((receiver) => [receiver.id, receiver]));
  return current.flatMap(({ receiverId, indicator, kind, value }) => {
    const receiver = byId.get(receiverId);
    if (!receiver) return [];
    const element = targetElement(indicator, kind);
    return {
      dataElement: idScheme === "mapped" ? foreignElement(codes, element) : element,
      period: scopePeriod(scope),
      orgUnit: unitKey({ id: receiver.id, code: receiver.code ?? receiver.id }, { idScheme, codes }),
      attributeOptionCombo: decision.issuer,
      value: kind === "rate" ? (apiDecimal(rate(value)) ?? "") : String(value),
    };
  });
}
