/**
 * What a sheet proposes for the cells of forms, one cell at a time, and what would become of it: changes, what stands
 * there already, and everything that is wrong, with its address. A blank never takes anything away.
 */
import { issueMessage } from "./check-messages";
import { checkCells, enterable, maxFigure, type CheckCells, type Issue } from "./checks";
import { heldFigure, type FigureChange, type FigureForm, type HeldFigure } from "./figure-form";
import { grouped } from "./grouped";
import { INDICATORS, PAYER_GROUPS, type IndicatorId } from "./indicator";
import { formatCount, type ParsedNumber } from "./number";
import { cellAddress } from "./sheet";
import { SheetIssues } from "./sheet-issues";
import { LOCK_WORDS } from "./lock-words";
import type { SheetIssue } from "./target-sheet";
import { uncapital } from "./wording";

/** Where a cell stands; `sheet` is empty where only one is read. */
export type Place = { sheet: string; row: number; column: number };

export type Proposal = {
  form: FigureForm;
  indicator: IndicatorId;
  number: ParsedNumber;
  /** Undefined where the sheet does not say: what is there stays. */
  isEstimate?: boolean | undefined;
  /** The same; words of a sheet are one line. */
  note?: string | undefined;
  place: Place;
};

export type FigureReading = {
  changes: readonly FigureChange[];
  /** Cells of the sheet that say what the draft holds. */
  unchanged: number;
  /** Blank cells over which the draft keeps its number. */
  kept: number;
  issues: readonly SheetIssue[];
  /** No error is left. There may still be nothing to write. */
  canWrite: boolean;
};

const oneLine = (text: string | null) => (text ?? "").replace(/\s+/g, " ").trim();
const MAX_NOTE = 2000;

type Locked = { place: Place; form: FigureForm; count: number };

export class FigureProposals {
  private readonly changes: FigureChange[] = [];
  private unchanged = 0;
  private kept = 0;
  private readonly issues = new Map<string, SheetIssues>();
  private readonly places = new Map<string, Place>();
  private readonly locked = new Map<string, Locked>();
  private readonly known = new Map<FigureForm, ReadonlySet<IndicatorId>>();

  /** @param sayPlace how whoever sent the figures finds the place where one stands already */
  constructor(private readonly sayPlace = (place: Place) => `ô ${addressOf(place)}`) {}

  issuesOf(sheet: string): SheetIssues {
    const known = this.issues.get(sheet);
    if (known) return known;
    const fresh = new SheetIssues(sheet);
    this.issues.set(sheet, fresh);
    return fresh;
  }

  private error({ sheet, row, column }: Place, message: string): void {
    this.issuesOf(sheet).add("error", row, column, message);
  }

  propose({ form, indicator, number, isEstimate, note, place }: Proposal): void {
    if (number.kind === "error") return this.error(place, number.message);
    const held = heldFigure(form, indicator);
    if (number.kind === "empty" && held.value !== null) this.kept += 1;
    const value = number.kind === "value" ? number.value : held.value;
    const next: Pick<HeldFigure, "value" | "isEstimate" | "note"> = {
      value,
      // A mark beside a blank marks nothing.
      isEstimate: number.kind === "value" ? (isEstimate ?? held.isEstimate) : held.isEstimate,
      note: note === undefined || note === "" || note === oneLine(held.note) ? held.note : note,
    };
    const isSame =
      next.value === held.value && next.isEstimate === held.isEstimate && next.note === held.note;
    if (number.kind === "empty" && isSame) return;
    const key = `${form.id} ${indicator}`;
    const first = this.places.get(key);
    if (first) return this.error(place, `${nameOf(form, indicator)} đã có ở ${this.sayPlace(first)}`);
    this.places.set(key, place);
    if (isSame) {
      this.unchanged += 1;
      return;
    }
    this.change(form, indicator, held, next, place);
  }

  private change(
    form: FigureForm,
    indicator: IndicatorId,
    before: HeldFigure,
    next: Pick<HeldFigure, "value" | "isEstimate" | "note">,
    place: Place,
  ): void {
    if (form.lock !== null) {
      const known = this.locked.get(form.id);
      if (known) known.count += 1;
      else this.locked.set(form.id, { place, form, count: 1 });
      return;
    }
    const { value } = next;
    if (!this.knownTo(form).has(indicator))
      return this.error(
        place,
        `${form.unit.name} không nhập ${INDICATORS[indicator].name} trong kỳ: để trống`,
      );
    if (value !== null && value > maxFigure(indicator))
      return this.error(place, `số quá lớn, tối đa ${formatCount(maxFigure(indicator))}`);
    if ((next.note?.length ?? 0) > MAX_NOTE) return this.error(place, "ghi chú dài quá 2.000 ký tự");
    const lastMonth = form.checks.lastMonth[indicator] ?? null;
    this.changes.push({ form, indicator, before, ...next, lastMonth, cell: addressOf(place) });
  }

  private knownTo(form: FigureForm): ReadonlySet<IndicatorId> {
    const known = this.known.get(form) ?? new Set(enterable(form.checks));
    this.known.set(form, known);
    return known;
  }

  finish(): FigureReading {
    for (const { place, form, count } of this.locked.values()) {
      const many = count > 1 ? ` (${count} ô khác số đang có)` : "";
      if (form.lock) this.error(place, `${form.unit.name}${many}: ${LOCK_WORDS[form.lock]}`);
    }
    this.check();
    const all = [...this.issues.values()];
    return {
      changes: this.changes,
      unchanged: this.unchanged,
      kept: this.kept,
      issues: all.flatMap((one) => one.list()),
      canWrite: !all.some((one) => one.hasErrors),
    };
  }

  /** Each form as it would be: what its checks say of the cells that move. */
  private check(): void {
    for (const changes of grouped(this.changes, ({ form }) => form.id).values()) {
      const form = changes[0]?.form;
      if (!form) continue;
      const moved = new Set(changes.map(({ indicator }) => indicator));
      const cells: CheckCells = {};
      for (const [id, { value, explanation }] of Object.entries(form.held) as [IndicatorId, HeldFigure][])
        cells[id] = { value, explanation };
      for (const { indicator, value, before } of changes)
        cells[indicator] = { value, explanation: before.explanation };
      for (const issue of checkCells(cells, form.checks)) {
        const about = concerned(issue).find((id) => moved.has(id));
        const place = about && this.places.get(`${form.id} ${about}`);
        if (!place) continue;
        const own = this.places.get(`${form.id} ${issue.indicator}`) ?? place;
        const text = `${nameOf(form, issue.indicator)}: ${lower(issueMessage(issue))}`;
        this.issuesOf(own.sheet).add(issue.level, own.row, own.column, text);
      }
    }
  }
}

/** The indicators by which an issue may have come. */
function concerned({ code, indicator, params: { otherIndicator } }: Issue): IndicatorId[] {
  if (code === "blank" || code === "empty-form") return [];
  if (code === "payers-do-not-sum" || code === "payers-exceed") return [indicator, ...PAYER_GROUPS];
  return otherIndicator ? [indicator, otherIndicator] : [indicator];
}

const nameOf = ({ unit }: FigureForm, indicator: IndicatorId) =>
  `${unit.name}, ${INDICATORS[indicator].short}`;
const lower = (text: string) => (/^\p{Lu}\p{Ll}/u.test(text) ? uncapital(text) : text);
const addressOf = ({ sheet, row, column }: Place) =>
  `${sheet === "" ? "" : `${sheet}!`}${cellAddress(row, column)}`;
