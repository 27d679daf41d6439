/** Reads a data value set of targets against a draft; it is written as a table of targets is, by `saveSheetChanges`. */
import "server-only";
import {
  foreignElement,
  targetElement,
  type ExchangeCodes,
  type IdScheme,
} from "@/lib/domain/exchange-codes";
import { readTargetValues, scopePeriod, type TargetsAnswer } from "@/lib/domain/exchange-targets";
import type { DataValue } from "@/lib/domain/exchange-values";
import { apiDecimal } from "@/lib/domain/number";
import type { Actor } from "@/lib/domain/policy";
import { rate } from "@/lib/domain/ratio";
import type { Sheet } from "@/lib/domain/sheet";
import { scopeName, type TargetScope } from "@/lib/domain/target-scope";
import type { SheetChange } from "@/lib/domain/target-sheet";
import type { Decision } from "./decisions";
import { getExchangeCodes } from "./exchange-codes";
import { unitKey } from "./exchange";
import { importAnswer, type Import, type ImportAnswer } from "./exchange-import";
import { readDriveNames } from "./scope-drives";
import type { DraftCell, SaveProblem } from "./target-drafts";
import { getSheetContext, saveSheetChanges } from "./target-sheet";

type Draft = { decision: Decision; scope: TargetScope; to: DraftCell["to"] };

export async function readExchangeTargets(
  sheet: Sheet,
  { decision, scope, to }: Draft,
  reader: Actor,
): Promise<TargetsAnswer & { names: ReadonlyMap<string, string> }> {
  const [context, codes, drives] = await Promise.all([
    getSheetContext(decision, scope, to),
    getExchangeCodes(),
    readDriveNames(reader, [scope]),
  ]);
  const draft = { issuer: decision.issuer, scope, time: scopeName(scope, drives) };
  const names = new Map(context.receivers.map(({ id, name }) => [id, name]));
  return { ...readTargetValues(sheet, context, draft, codes), names };
}

type Given = Import<SheetChange, SaveProblem["reason"]>;

/** All of a set into the draft, or nothing. */
export async function writeExchangeTargets(
  given: Given,
  { decision, scope, to }: Draft,
  actor: Actor,
  now: Date,
): Promise<ImportAnswer> {
  return importAnswer(given, {
    into: "dự thảo",
    isNew: ({ before }) => before === null,
    save: () => saveSheetChanges(decision, scope, to, given.reading.changes, actor, now),
  });
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
