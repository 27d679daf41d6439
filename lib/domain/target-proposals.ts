/** What a table of targets, in whatever form it came, would change in a decision, and which units it leaves out. */
import { cellAddress } from "./sheet";
import type { SheetIssues } from "./sheet-issues";
import {
  LOCKED_TARGET,
  type HeldTarget,
  type SheetChange,
  type SheetContext,
  type SheetGrowth,
  type SheetTarget,
} from "./target-sheet";

const LISTED = 10;

export const targetKey = ({ receiverId, indicator, kind }: Omit<SheetTarget, "value">) =>
  JSON.stringify([receiverId, indicator, kind]);

export class TargetProposals {
  readonly changes: SheetChange[] = [];
  unchanged = 0;
  private readonly current: ReadonlyMap<string, HeldTarget>;

  constructor(
    private readonly context: SheetContext,
    private readonly issues: SheetIssues,
  ) {
    this.current = new Map(context.current.map((target) => [targetKey(target), target]));
  }

  propose(target: SheetTarget, row: number, column: number, said: SheetGrowth | null): void {
    const held = this.current.get(targetKey(target));
    const before = held?.value ?? null;
    if (before === target.value) this.unchanged += 1;
    else if (held?.isLocked) this.issues.add("error", row, column, LOCKED_TARGET);
    else this.changes.push({ ...target, before, cell: cellAddress(row, column), said });
  }

  /** Units that the table says nothing of. */
  tellMissing(named: Pick<ReadonlySet<string>, "has">, table: string, more = ""): void {
    const missing = this.context.receivers.filter(({ id }) => !named.has(id));
    if (missing.length === 0) return;
    const names = missing.slice(0, LISTED).map(({ name }) => name);
    const others = missing.length > LISTED ? ` và ${missing.length - LISTED} đơn vị khác` : "";
    const message = `${table} thiếu ${missing.length} đơn vị: ${names.join(", ")}${others}${more}`;
    this.issues.add("warning", Number.MAX_SAFE_INTEGER, 0, message, null);
  }
}
