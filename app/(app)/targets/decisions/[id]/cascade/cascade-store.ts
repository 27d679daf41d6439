/** The cascade in the browser: tells each row of its own cell alone; saving, by itself, is cascade-saving.ts. */
import { typedEarlyTargets, type TypedTarget } from "@/lib/domain/cascade-cell";
import type { TotalChoice } from "@/lib/domain/cascade-total";
import { CascadeSaving, type CascadePorts } from "./cascade-saving";
import { CascadeSheet, type Spread } from "./cascade-sheet";
import { derived, type CascadeStatus } from "./cascade-status";
import type { CascadeView } from "./cascade-view";
import { pasteWords, spreadWords } from "./cascade-words";

export class CascadeStore {
  readonly sheet: CascadeSheet;
  readonly saving: CascadeSaving;
  #status: CascadeStatus;
  #listeners = new Set<() => void>();
  #rows = new Map<string, () => void>();
  readonly #drawn: ReadonlyMap<string, TypedTarget>;

  constructor(
    readonly view: CascadeView,
    lockVersion: number,
    private readonly ports: CascadePorts,
    start: { choice: TotalChoice; step: bigint },
  ) {
    this.sheet = new CascadeSheet(view);
    this.#drawn = new Map(view.lines.map(({ id }) => [id, this.sheet.cell(id)]));
    this.saving = new CascadeSaving(this, ports, lockVersion);
    this.#status = {
      ...start,
      ...derived(this.sheet, view, start.choice),
      saving: 0,
      savedAt: null,
      trouble: null,
      overtaken: null,
      message: null,
    };
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  status = () => this.#status;
  /** One row hears of its own cell alone. */
  subscribeTo(id: string) {
    return (listener: () => void) => {
      this.#rows.set(id, listener);
      return () => this.#rows.delete(id);
    };
  }

  type(id: string, text: string) {
    this.touch(this.sheet.type(id, text), null);
    this.saving.schedule();
  }
  leave(id: string) {
    this.touch(this.sheet.leave(id));
  }
  lock(ids: readonly string[], isLocked: boolean) {
    this.touch(this.sheet.lock(ids, isLocked));
    this.saving.schedule();
  }
  undo() {
    const undone = this.sheet.undo();
    if (!undone) return;
    this.touch(undone.touched, { isDone: true, text: `Đã hoàn tác: ${undone.label}.` });
    this.saving.schedule();
  }
  spread(how: Spread) {
    const { total, step } = this.#status;
    const answer = this.sheet.spread(how, total, step);
    const text = spreadWords(answer);
    this.touch(answer.ok ? answer.touched : [], { isDone: answer.ok, text });
    this.saving.schedule();
  }
  /** @param ids the cells from the one that was pasted into downward */
  paste(ids: readonly string[], lines: readonly string[]) {
    const touched = this.sheet.paste(ids.slice(0, lines.length), lines);
    const wrong = touched.filter((id) => this.sheet.wrong.has(id)).length;
    const message = pasteWords(touched.length, wrong, lines.slice(ids.length));
    this.touch(touched, message);
    this.saving.schedule();
  }
  tell(text: string) {
    this.#set({ message: { isDone: false, text } });
  }
  choose(patch: Partial<TotalChoice>) {
    const choice = { ...this.#status.choice, ...patch };
    this.#set({ choice, ...derived(this.sheet, this.view, choice) });
  }
  round(step: bigint) {
    this.#set({ step });
  }

  /** What a refused form without JavaScript brought back, or what the server proposed. */
  bring(label: string, cells: ReadonlyMap<string, TypedTarget>) {
    this.touch(this.sheet.take(label, cells));
  }

  /** What an earlier page of this tab typed and could not save, then what was typed before the script of this one ran. */
  start(fields: Readonly<Record<string, string>>) {
    const { texts, locks } = typedEarlyTargets(this.#drawn, this.ports.isEditable ? fields : {});
    // What was heard of already is in the sheet; the control may have been put back until then.
    const isUnheard = (id: string) => this.sheet.cell(id) === this.#drawn.get(id);
    const [early, locked] = [
      [...texts].filter(([id]) => isUnheard(id)),
      [...locks].filter(([id]) => isUnheard(id)),
    ];
    this.saving.restore();
    for (const [id, isLocked] of locked) this.lock([id], isLocked);
    for (const [id, text] of early) this.type(id, text);
  }

  /** These cells changed: their rows are drawn again, and what is not saved is kept. */
  touch(ids: readonly string[], message = this.#status.message) {
    this.saving.keep();
    for (const id of ids) this.#rows.get(id)?.();
    this.#set({ ...derived(this.sheet, this.view, this.#status.choice), message });
  }

  told(patch: Partial<Pick<CascadeStatus, "saving" | "savedAt" | "trouble" | "overtaken" | "message">>) {
    this.#set(patch);
  }
  #set(patch: Partial<CascadeStatus>) {
    this.#status = { ...this.#status, ...patch };
    for (const listener of this.#listeners) listener();
  }
}
