/**
 * The numbers of a cascade while somebody types: one cell changes, one number of the sum changes; every change can be
 * taken back. Knows nothing of browser or server, which both use it.
 */
import {
  propose,
  proposeRates,
  redistribute,
  PROPOSALS,
  RATE_PROPOSALS,
  type Cascade,
  type CascadeRefusal,
  type CascadeRow,
  type Proposal,
  type RateProposal,
} from "@/lib/domain/cascade";
import {
  formatTarget,
  isTargetChanged,
  targetError,
  targetValue,
  weightOf,
  type HeldTarget,
  type TypedTarget,
} from "@/lib/domain/cascade-cell";
import { meantHeadcount } from "@/lib/domain/cascade";
import type { CascadeView, LineView } from "./cascade-view";

export type SheetCell = TypedTarget & {
  /** What stood there before the last proposal, where that changed it. */
  before: string | null;
};

type Change = { id: string; from: SheetCell; to: SheetCell };
type Step = { label: string; typedId: string | null; changes: Change[]; heldTimes: number };

/** What cannot be done, or what was done. */
export type SheetAnswer =
  | { ok: true; touched: readonly string[]; label: string }
  | { ok: false; reason: CascadeRefusal | "no-total" }
  /** Cells hold text that is no number: what is left for the others is not known. */
  | { ok: false; reason: "unreadable"; names: readonly string[] };

export type Spread = Proposal | RateProposal | "rest";
/** Of units something is always known; recipients may have nothing to share by but that they are so many. */
export const spreadsOf = ({
  kind,
  to,
}: Pick<CascadeView, "kind" | "to">): readonly (Proposal | RateProposal)[] =>
  kind === "rate" ? RATE_PROPOSALS : PROPOSALS.filter((one) => one !== "equal" || to === "recipients");

const MOST_STEPS = 200;
const isRateSpread = (spread: Spread): spread is RateProposal | "rest" =>
  spread === "rest" || (RATE_PROPOSALS as readonly string[]).includes(spread);

export class CascadeSheet {
  readonly #lines: ReadonlyMap<string, LineView>;
  readonly #cells: Map<string, SheetCell>;
  readonly #held: Map<string, HeldTarget>;
  readonly #wrong = new Set<string>();
  readonly #unsaved = new Set<string>();
  readonly #steps: Step[] = [];
  readonly #received: number;
  #previewed: readonly string[] = [];
  /** How often the draft has come to hold something else. */
  #heldTimes = 0;
  #sum = 0n;
  #filled = 0;
  #left = { count: 0, sum: 0n };

  constructor(readonly view: Pick<CascadeView, "kind" | "to" | "lines" | "denominator">) {
    this.#lines = new Map(view.lines.map((line) => [line.id, line]));
    this.#held = new Map(view.lines.map(({ id, held }) => [id, held]));
    this.#cells = new Map();
    this.#received = view.lines.filter(({ isOwn }) => !isOwn).length;
    for (const { id, held } of view.lines) {
      const cell = { text: formatTarget(view.kind, held.value), isLocked: held.isLocked, before: null };
      this.#cells.set(id, cell);
      this.#count(id, cell, 1n);
    }
  }

  cell(id: string): SheetCell {
    const cell = this.#cells.get(id);
    if (!cell) throw new Error(`no line ${id}`);
    return cell;
  }
  held(id: string): HeldTarget {
    return this.#held.get(id) ?? { value: null, isLocked: false };
  }
  value(id: string): bigint | null {
    return targetValue(this.view.kind, this.cell(id).text);
  }
  /** Of all receivers; of rates the people that they mean. The unit's own number is no part of it. */
  get sum() {
    return this.#sum;
  }
  get filled() {
    return this.#filled;
  }
  /** Receivers that this decision does not name, and what the same issuer gave them, which stays; none before it names one. */
  get kept(): { count: number; sum: bigint } {
    return this.#filled === 0 ? { count: 0, sum: 0n } : this.#left;
  }
  /** How many receive. */
  get size() {
    return this.#received;
  }
  get wrong(): ReadonlySet<string> {
    return this.#wrong;
  }
  get unsaved(): ReadonlySet<string> {
    return this.#unsaved;
  }
  /** What would be taken back next; null if nothing. */
  get lastStep(): string | null {
    return this.#steps.at(-1)?.label ?? null;
  }
  /** The unit's own number in this decision. */
  get own(): bigint | null {
    const own = this.view.lines.find(({ isOwn }) => isOwn);
    return own ? this.value(own.id) : null;
  }

  /** What is typed is locked: a proposal leaves it. An emptied cell is free again. */
  type(id: string, text: string): string[] {
    const last = this.#steps.at(-1);
    const from = this.cell(id);
    const to = { text, isLocked: text.trim() !== "", before: null };
    // The keys of one number are one step.
    if (last?.typedId === id) last.changes = last.changes.map((change) => ({ ...change, to }));
    else this.#remember(`sửa ${this.#name(id)}`, id, [{ id, from, to }]);
    this.#put(id, to);
    return [id];
  }

  /** Done with a cell: its number is grouped, and the next key in it is another step. */
  leave(id: string): string[] {
    const last = this.#steps.at(-1);
    if (last?.typedId === id) last.typedId = null;
    const cell = this.cell(id);
    const text = formatTarget(this.view.kind, this.value(id));
    if (this.value(id) === null || text === cell.text) return [];
    this.#put(id, { ...cell, text });
    return [id];
  }

  lock(ids: readonly string[], isLocked: boolean): string[] {
    const changed = ids.filter(
      (id) => this.cell(id).isLocked !== isLocked && this.cell(id).text.trim() !== "",
    );
    const label = changed.length === 1 ? this.#name(changed[0] ?? "") : `${changed.length} đơn vị`;
    return this.#change(`${isLocked ? "khóa" : "mở khóa"} ${label}`, changed, (id) => ({
      ...this.cell(id),
      isLocked,
    }));
  }

  /** A column from a spreadsheet, from one cell downward in the order that is shown. Every text stands where it was pasted. */
  paste(ids: readonly string[], texts: readonly string[]): string[] {
    const pasted = new Map(ids.map((id, index) => [id, texts[index]] as const));
    const into = ids.filter((id) => pasted.get(id) !== undefined);
    return this.#change(`dán ${into.length} ô`, into, (id) => {
      const text = (pasted.get(id) ?? "").trim();
      const value = targetValue(this.view.kind, text);
      const shown = value === null ? text : formatTarget(this.view.kind, value);
      return { text: shown, isLocked: text !== "", before: null };
    });
  }

  /** Spreads the total over the cells that are not locked. @param total of rates the parent's rate */
  spread(how: Spread, total: bigint | null, step: bigint): SheetAnswer {
    if (total === null) return { ok: false, reason: "no-total" };
    const rows = this.rows();
    const unreadable = rows.filter(({ id }) => this.#wrong.has(id)).map(({ id }) => this.#name(id));
    if (unreadable.length > 0) return { ok: false, reason: "unreadable", names: unreadable };
    const result = this.#spread(how, rows, total, step);
    if (!result.ok) return result;
    const { kind } = this.view;
    const free = rows.flatMap(({ id, isLocked }) => (isLocked ? [] : [id]));
    const changed = free.filter((id) => {
      const value = result.assigned.get(id);
      return value !== undefined && value !== this.value(id);
    });
    const label = how === "rest" ? "chia phần còn lại" : "đề xuất";
    const before = new Map(changed.map((id) => [id, this.cell(id).text]));
    const cleared = this.#previewed.filter((id) => !before.has(id));
    for (const id of cleared) this.#put(id, { ...this.cell(id), before: null });
    const touched = this.#change(label, changed, (id) => ({
      text: formatTarget(kind, result.assigned.get(id) ?? null),
      isLocked: false,
      before: before.get(id) ?? "",
    }));
    this.#previewed = changed;
    return { ok: true, touched: [...cleared, ...touched], label };
  }

  #spread(how: Spread, rows: readonly CascadeRow[], total: bigint, step: bigint): Cascade {
    const { kind, denominator } = this.view;
    if (kind !== "rate") {
      if (how === "rest") return redistribute(rows, total, step);
      return isRateSpread(how)
        ? { ok: false, reason: "no-basis" }
        : propose(rows, total, how, { step, isIncrease: kind === "increase" });
    }
    if (!isRateSpread(how)) return { ok: false, reason: "no-basis" };
    const headcount = denominator === null ? null : meantHeadcount(total, denominator);
    return proposeRates(rows, { rate: total, headcount }, how);
  }

  undo(): { touched: readonly string[]; label: string } | null {
    const step = this.#steps.pop();
    if (!step) return null;
    // What stood in a cell before an older proposal is told no more once the draft was saved since.
    const isOvertaken = step.heldTimes !== this.#heldTimes;
    for (const { id, from } of step.changes) this.#put(id, isOvertaken ? { ...from, before: null } : from);
    this.#previewed = this.#previewed.filter((id) => this.cell(id).before !== null);
    return { touched: step.changes.map(({ id }) => id), label: step.label };
  }

  /** Cells as somebody else or an earlier page of this tab left them: one step, so that nothing is lost. */
  take(label: string, cells: ReadonlyMap<string, TypedTarget>): string[] {
    const known = [...cells.keys()].filter((id) => this.#cells.has(id));
    return this.#change(label, known, (id) => ({
      ...(cells.get(id) ?? this.cell(id)),
      before: null,
    }));
  }

  /** What the draft holds now; that is what stood there before from now on. */
  hold(id: string, held: HeldTarget): void {
    const { kind } = this.view;
    this.#held.set(id, held);
    this.#heldTimes += 1;
    const now = this.cell(id);
    const isStill = now.before === null || !isTargetChanged(kind, now, held);
    // A new object: whether it is saved is part of what its row shows.
    const cell = { ...now, before: isStill ? null : formatTarget(kind, held.value) };
    this.#cells.set(id, cell);
    this.#mark(id, cell);
  }

  rows(): CascadeRow[] {
    return this.view.lines
      .filter(({ isOwn }) => !isOwn)
      .map((line) => ({ ...line, assigned: this.value(line.id), isLocked: this.cell(line.id).isLocked }));
  }

  #change(label: string, ids: readonly string[], next: (id: string) => SheetCell): string[] {
    const changes = ids.map((id) => ({ id, from: this.cell(id), to: next(id) }));
    if (changes.length === 0) return [];
    this.#remember(label, null, changes);
    for (const { id, to } of changes) this.#put(id, to);
    return [...ids];
  }

  #remember(label: string, typedId: string | null, changes: Change[]): void {
    this.#steps.push({ label, typedId, changes, heldTimes: this.#heldTimes });
    if (this.#steps.length > MOST_STEPS) this.#steps.shift();
  }

  #put(id: string, cell: SheetCell): void {
    this.#count(id, this.cell(id), -1n);
    this.#cells.set(id, cell);
    this.#count(id, cell, 1n);
  }

  #count(id: string, cell: SheetCell, sign: 1n | -1n): void {
    const line = this.#lines.get(id);
    const value = targetValue(this.view.kind, cell.text);
    if (line && !line.isOwn) {
      this.#sum += sign * weightOf(this.view.kind, value, line);
      if (value !== null) this.#filled += Number(sign);
      else if (line.current) this.#leave(weightOf(this.view.kind, line.current.value, line), sign);
    }
    if (sign === 1n) this.#mark(id, cell);
  }

  #leave(weight: bigint, sign: 1n | -1n): void {
    const { count, sum } = this.#left;
    this.#left = { count: count + Number(sign), sum: sum + sign * weight };
  }

  #mark(id: string, cell: SheetCell): void {
    const { kind } = this.view;
    toggle(this.#wrong, id, targetError(kind, cell.text) !== null);
    toggle(this.#unsaved, id, isTargetChanged(kind, cell, this.held(id)));
  }

  #name(id: string): string {
    return this.#lines.get(id)?.name ?? "ô";
  }
}

function toggle(set: Set<string>, id: string, isIn: boolean): void {
  if (isIn) set.add(id);
  else set.delete(id);
}
