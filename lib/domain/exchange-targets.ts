/** Reads the targets of a data value set against the draft of a decision; nothing is written here. */
import { kindsOf, paperKey } from "./decision";
import { homeward, isElement, targetElement, type ExchangeCodes } from "./exchange-codes";
import { valueAt } from "./exchange-sheet";
import {
  cellAt,
  columnsOf,
  DEFAULT_COMBOS,
  NO_HEAD,
  NOTHING,
  numberIn,
  type ExchangeColumns,
} from "./exchange-reading";
import { INDICATOR_IDS, INDICATORS, type IndicatorId } from "./indicator";
import { fold } from "./search";
import { quoted, type Sheet, type SheetRow } from "./sheet";
import { SheetIssues } from "./sheet-issues";
import { readRate } from "./sheet-rate";
import { ReceiverIndex } from "./sheet-receivers";
import { TARGET_KINDS, type TargetKind } from "./target";
import { targetKey, TargetProposals } from "./target-proposals";
import { scopeKind, type TargetScope } from "./target-scope";
import { type SheetContext, type SheetReading, type SheetReceiver, type SheetTarget } from "./target-sheet";

/** How DHIS2 writes a time: "2026", "2026Q4", "2026Sep" for a year from September on; a drive stands as it does here. */
export function scopePeriod(scope: TargetScope): string {
  switch (scopeKind(scope)) {
    case "quarter":
      return scope.replace("-", "");
    case "school-year":
      return `${scope.slice(2)}Sep`;
    default:
      return scope;
  }
}

type Element = { indicator: IndicatorId; kind: TargetKind };
const ELEMENTS: ReadonlyMap<string, Element> = new Map(
  INDICATOR_IDS.flatMap((indicator) =>
    TARGET_KINDS.map((kind) => [targetElement(indicator, kind), { indicator, kind }] as const),
  ),
);

function elementOf(code: string): Element | { problem: string } {
  const found = ELEMENTS.get(code);
  if (!found)
    return {
      problem: isElement(code)
        ? "là số liệu: số liệu vào biểu, không vào quyết định"
        : "không phải mã chỉ tiêu giao nào ở đây",
    };
  if (kindsOf(found.indicator).includes(found.kind)) return found;
  return { problem: `${INDICATORS[found.indicator].name} không có loại chỉ tiêu giao này` };
}

/** What a set is read for; `time` is the name of the scope. */
export type TargetDraft = { issuer: string; scope: TargetScope; time: string };
type TargetsReading = Omit<SheetReading, "rows">;
export type TargetsAnswer = { ok: true; reading: TargetsReading } | { ok: false; message: string };

class Reading {
  private readonly issues: SheetIssues;
  private readonly index: ReceiverIndex;
  private readonly home: ReturnType<typeof homeward>;
  private readonly proposals: TargetProposals;
  private readonly places = new Map<string, string>();
  private readonly named = new Set<string>();

  constructor(
    { name }: Sheet,
    private readonly columns: ExchangeColumns,
    context: SheetContext,
    private readonly draft: TargetDraft,
    codes: ExchangeCodes,
  ) {
    this.issues = new SheetIssues(name);
    this.index = new ReceiverIndex(context);
    this.home = homeward(codes);
    this.proposals = new TargetProposals(context, this.issues);
  }

  read(rows: readonly SheetRow[]): TargetsReading {
    for (const row of rows) this.readRow(row);
    const { proposals, issues, named } = this;
    proposals.tellMissing(named, "tệp", "; số đã có trong dự thảo giữ nguyên");
    const { changes, unchanged } = proposals;
    return { changes, unchanged, issues: issues.list(), canWrite: !issues.hasErrors };
  }

  private error(row: SheetRow, column: number | null, message: string): null {
    this.issues.add("error", row.row, column ?? 0, message);
    return null;
  }

  private readRow(row: SheetRow): void {
    const element = this.elementIn(row);
    const receiver = this.receiverIn(row);
    const isMeant = this.isMeant(row);
    if (element === null || receiver === null || !isMeant) return;
    this.named.add(receiver.id);
    const value = this.valueIn(row, element.kind);
    if (value !== null) this.propose(row, { receiverId: receiver.id, ...element, value });
  }

  private elementIn(row: SheetRow): Element | null {
    const cell = cellAt(row, this.columns.element);
    if (cell === null) return this.error(row, this.columns.element, "không ghi dataElement");
    const found = elementOf(this.home.element(cell.shown));
    if ("kind" in found) return found;
    return this.error(row, this.columns.element, `dataElement ${quoted(cell)} ${found.problem}`);
  }

  private receiverIn(row: SheetRow): SheetReceiver | null {
    const cell = cellAt(row, this.columns.unit);
    if (cell === null) return this.error(row, this.columns.unit, "không ghi orgUnit");
    const found = this.index.withCode({ ...cell, shown: this.home.unit(cell.shown) });
    return found.ok ? found.receiver : this.error(row, this.columns.unit, found.message);
  }

  /** Of this time, of this issuer, whole, and not to be taken away. */
  private isMeant(row: SheetRow): boolean {
    const { columns, draft } = this;
    const [period, category, attribute] = [columns.period, columns.category, columns.attribute].map(
      (column) => cellAt(row, column),
    );
    const asked = scopePeriod(draft.scope);
    if (period?.shown !== asked && period?.shown !== draft.scope)
      this.error(
        row,
        columns.period,
        `${period ? `period ${quoted(period)} không phải` : "không ghi period; cần"} ${draft.time}, viết ${asked}`,
      );
    else if (category && !DEFAULT_COMBOS.has(category.shown))
      this.error(row, columns.category, `${quoted(category)}: chỉ tiêu giao không chia theo phân tổ`);
    else if (attribute && !DEFAULT_COMBOS.has(attribute.shown) && !this.isIssuer(attribute.shown))
      this.error(
        row,
        columns.attribute,
        `nơi giao là ${quoted(attribute)}, dự thảo này của ${draft.issuer}: bỏ dòng này`,
      );
    else if (fold(cellAt(row, columns.deleted)?.shown ?? "") === "true")
      this.error(row, columns.deleted, "không xóa chỉ tiêu giao bằng tệp; xóa trong dự thảo");
    else return true;
    return false;
  }

  private isIssuer(text: string): boolean {
    return paperKey(text) === paperKey(this.draft.issuer);
  }

  private valueIn(row: SheetRow, kind: TargetKind): bigint | null {
    const column = this.columns.value;
    const cell = cellAt(row, column);
    const parsed = kind === "rate" ? readRate(cell) : numberIn(cell);
    if (parsed.kind === "value") return parsed.value;
    return this.error(
      row,
      column,
      parsed.kind === "empty" ? "không có giá trị: bỏ dòng này" : parsed.message,
    );
  }

  private propose(row: SheetRow, target: SheetTarget): void {
    const [key, column] = [targetKey(target), this.columns.value ?? 0];
    const first = this.places.get(key);
    if (first !== undefined)
      return void this.error(row, this.columns.value, `chỉ tiêu này đã có ở ${first}; chỉ ghi một lần`);
    this.places.set(key, valueAt(row.row));
    this.proposals.propose(target, row.row, column, null);
  }
}

/** @param context who may be given what by the decision, and what it gives already */
export function readTargetValues(
  sheet: Sheet,
  context: SheetContext,
  draft: TargetDraft,
  codes: ExchangeCodes,
): TargetsAnswer {
  const [head, ...values] = sheet.rows;
  if (!head) return { ok: false, message: NOTHING };
  const columns = columnsOf(head);
  if ([columns.element, columns.period, columns.unit, columns.value].includes(null))
    return { ok: false, message: NO_HEAD };
  if (values.length === 0) return { ok: false, message: NOTHING };
  return { ok: true, reading: new Reading(sheet, columns, context, draft, codes).read(values) };
}
