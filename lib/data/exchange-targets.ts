/** Reads a data value set of targets against a draft; it is written as a table of targets is, by `saveSheetChanges`. */
import "server-only";
import { readTargetValues, type TargetsAnswer } from "@/lib/domain/exchange-targets";
import type { Sheet } from "@/lib/domain/sheet";
import type { TargetScope } from "@/lib/domain/target-scope";
import type { Decision } from "./decisions";
import { getExchangeCodes } from "./exchange-codes";
import type { DraftCell } from "./target-drafts";
import { getSheetContext } from "./target-sheet";

type Draft = { decision: Decision; scope: TargetScope; to: DraftCell["to"] };

export async function readExchangeTargets(
  sheet: Sheet,
  { decision, scope, to }: Draft,
): Promise<TargetsAnswer & { names: ReadonlyMap<string, string> }> {
  const [context, codes] = await Promise.all([getSheetContext(decision, scope, to), getExchangeCodes()]);
  const names = new Map(context.receivers.map(({ id, name }) => [id, name]));
  return { ...readTargetValues(sheet, context, { issuer: decision.issuer, scope }, codes), names };
}
