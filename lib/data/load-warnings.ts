/** What somebody should know of figures that are loaded all the same. */
import type { Issue } from "@/lib/domain/checks";
import type { FigureSet } from "@/lib/domain/load-figure-set";
import type { FileLog } from "@/lib/domain/load-issue";
import { readApproved, type FigureChange } from "./load-figures";
import type { RawTx } from "./raw";

export type ChangedSet = FigureChange & { set: FigureSet };

const UNDER_WAY: Partial<Record<FigureChange["status"], string>> = {
  submitted: "no version that waits for a decision",
  returned: "no version that was returned",
  reopened: "no reopened submission",
};

/** Somebody was at work there: what was loaded is approved all the same, over what was approved last. */
export function warnOfWork(changes: readonly ChangedSet[], log: FileLog): void {
  for (const { set, status, hasDrafts } of changes) {
    const work = UNDER_WAY[status] ?? (hasDrafts ? "no cells that somebody is typing" : undefined);
    if (work === undefined) continue;
    const found = `${set.unit.provinceId}.${set.unit.id}.${set.periodId}`;
    log.warn(set.firstLine(), { column: "unit_code", found, expected: `${work}; approved as loaded` });
  }
}

/** Sets of which the approved figures are read at once. */
const BATCH = 1000;

/** Parts above their whole, payer groups that miss their sum: in the file, and with what was approved before. */
export async function warnOfContradictions(
  tx: RawTx,
  changes: readonly ChangedSet[],
  log: FileLog,
): Promise<void> {
  const none = new Map<never, never>();
  for (const { set } of changes.filter(({ base }) => base === null)) warn(set, set.contradictions(none), log);
  const known = changes.filter(({ base }) => base !== null);
  for (let start = 0; start < known.length; start += BATCH) {
    const batch = known.slice(start, start + BATCH);
    const approved = await readApproved(
      tx,
      batch.map(({ setNumber }) => setNumber),
    );
    for (const { set, setNumber } of batch)
      warn(set, set.contradictions(approved.get(setNumber) ?? none), log);
  }
}

function warn(set: FigureSet, issues: readonly Issue[], log: FileLog): void {
  for (const { indicator, code, params } of issues) {
    const { value, other, otherIndicator } = params;
    const expected = {
      "part-exceeds-whole": `${indicator} at most ${otherIndicator} ${other}`,
      "payers-do-not-sum": `payer groups that sum to BHYT ${other}`,
      "payers-exceed": `payer groups of at most BHYT ${other}`,
    }[code as "part-exceeds-whole" | "payers-do-not-sum" | "payers-exceed"];
    log.warn(set.lineOf(indicator), {
      column: "value",
      found: String(value),
      expected: `${expected}; loaded as it is`,
    });
  }
}
