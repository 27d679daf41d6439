/**
 * The cascade in the browser: tells each row of its own cell alone, saves by itself, one request at a time, and keeps what
 * is not saved where a reload finds it.
 */
import {
  cascadeField,
  isOwnTarget,
  targetValue,
  formatTarget,
  typedEarlyTargets,
  type HeldTarget,
  type KeptTarget,
  type TheirTarget,
  type TypedTarget,
} from "@/lib/domain/cascade-cell";
import type { TotalChoice } from "@/lib/domain/cascade-total";
import { CascadeSheet, type Spread } from "./cascade-sheet";
import type { CascadeAnswer, TheirDigits } from "./cascade-state";
import { derived, type CascadeStatus } from "./cascade-status";
import type { CascadeView } from "./cascade-view";
import { pasteWords, spreadWords } from "./cascade-words";

type Fields = [name: string, value: string][];

type KeptTargets = Record<string, KeptTarget>;

export type CascadePorts = {
  isEditable: boolean;
  post: (fields: Fields) => Promise<CascadeAnswer>;
  keepsake: { read: () => KeptTargets; write: (cells: KeptTargets) => void };
};

const PAUSE = 1500;
const RETRY = 10_000;
const LEAVING = 10_000;
const OFFLINE = "Mất kết nối. Số chưa lưu vẫn ở trên màn hình, tự lưu lại sau 10 giây.";

export class CascadeStore {
  readonly sheet: CascadeSheet;
  #status: CascadeStatus;
  #listeners = new Set<() => void>();
  #rows = new Map<string, () => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Promise<CascadeAnswer> | null = null;
  #isHalted: boolean;
  #isLeaving = false;
  #lockVersion: number;
  /** Numbers that were sent and of which no answer came: the server may have them. */
  readonly #unanswered = new Map<string, ReadonlySet<string | null>>();
  readonly #drawn: ReadonlyMap<string, TypedTarget>;

  constructor(
    readonly view: CascadeView,
    lockVersion: number,
    private readonly ports: CascadePorts,
    start: { choice: TotalChoice; step: bigint },
  ) {
    this.sheet = new CascadeSheet(view);
    this.#drawn = new Map(view.lines.map(({ id }) => [id, this.sheet.cell(id)]));
    this.#lockVersion = lockVersion;
    this.#isHalted = !ports.isEditable;
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
    this.#touch(this.sheet.type(id, text), null);
    this.#schedule(PAUSE);
  }
  leave(id: string) {
    this.#touch(this.sheet.leave(id));
  }
  lock(ids: readonly string[], isLocked: boolean) {
    this.#touch(this.sheet.lock(ids, isLocked));
    this.#schedule(PAUSE);
  }
  undo() {
    const undone = this.sheet.undo();
    if (!undone) return;
    this.#touch(undone.touched, { isDone: true, text: `Đã hoàn tác: ${undone.label}.` });
    this.#schedule(PAUSE);
  }
  spread(how: Spread) {
    const { total, step } = this.#status;
    const answer = this.sheet.spread(how, total, step);
    const text = spreadWords(answer);
    this.#touch(answer.ok ? answer.touched : [], { isDone: answer.ok, text });
    this.#schedule(PAUSE);
  }
  /** @param ids the cells from the one that was pasted into downward */
  paste(ids: readonly string[], lines: readonly string[]) {
    const touched = this.sheet.paste(ids.slice(0, lines.length), lines);
    const wrong = touched.filter((id) => this.sheet.wrong.has(id)).length;
    const message = pasteWords(touched.length, wrong, lines.slice(ids.length));
    this.#touch(touched, message);
    this.#schedule(PAUSE);
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
    this.#touch(this.sheet.take(label, cells));
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
    this.restore();
    for (const [id, isLocked] of locked) this.lock([id], isLocked);
    for (const [id, text] of early) this.type(id, text);
  }

  restore() {
    const kept = this.ports.keepsake.read();
    const changed = Object.entries(kept).filter(([id]) => this.view.lines.some((line) => line.id === id));
    const cells = new Map(changed.map(([id, { text, isLocked }]) => [id, { text, isLocked }]));
    if (cells.size === 0) return;
    for (const [id, { unanswered }] of changed) if (unanswered) this.#unanswered.set(id, new Set(unanswered));
    const clashes = changed.filter(([id, one]) => {
      const now = this.sheet.held(id).value;
      return one.held.value !== (now === null ? null : String(now)) && !this.#isOwn(one, now);
    });
    this.bring("lấy lại số chưa lưu", cells);
    const text = `Lấy lại ${cells.size} ô đã nhập mà chưa lưu được lần trước.`;
    if (clashes.length === 0) {
      this.#set({ message: { isDone: true, text } });
      this.#schedule(0);
      return;
    }
    // Saved now they would go over what came in between.
    const theirs = clashes.map(([id]) => ({ id, by: null, at: "", ...this.sheet.held(id) }));
    const overtaken = { cells: theirs, clashes: clashes.map(([id]) => id), lockVersion: this.#lockVersion };
    this.#isHalted = true;
    this.#set({ message: { isDone: true, text }, overtaken });
  }

  /** Of two numbers one stands: mine is saved over theirs, or theirs comes into the table. */
  resolve(side: "mine" | "theirs") {
    const { overtaken } = this.#status;
    if (!overtaken) return;
    const taken = overtaken.cells.filter(({ id }) => side === "theirs" || !overtaken.clashes.includes(id));
    this.#adopt(overtaken.cells, taken);
    this.#lockVersion = overtaken.lockVersion;
    this.#isHalted = !this.ports.isEditable;
    this.#set({ overtaken: null, trouble: null });
    this.#schedule(0);
  }

  /**
   * The page is about to be left with something unsaved. An answer that still reaches it may be in no page that is drawn by
   * now: for that one it stays kept, as long as it may take to come.
   */
  depart() {
    this.#isLeaving = true;
    setTimeout(() => {
      this.#isLeaving = false;
      this.#keep();
    }, LEAVING);
  }

  hasUnsaved = () => this.ports.isEditable && this.sheet.unsaved.size > 0;

  /** Saves what can be saved now; resolves when nothing more is on its way. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#flight) await this.#flight;
    if (this.#isHalted) return;
    const due = [...this.sheet.unsaved].filter((id) => !this.sheet.wrong.has(id));
    if (due.length === 0) return;
    await this.#send(due);
    if (!this.#status.trouble) await this.flush();
  }

  async #send(due: readonly string[]): Promise<void> {
    const { kind } = this.view;
    const sent = new Map(due.map((id) => [id, this.sheet.cell(id)]));
    const fields: Fields = due.flatMap((id) => cellFields(id, this.sheet.cell(id)));
    for (const [id, { text }] of sent) {
      const value = targetValue(kind, text);
      const before = this.#unanswered.get(id) ?? [];
      this.#unanswered.set(id, new Set([...before, value === null ? null : String(value)]));
    }
    this.#keep();
    this.#set({ saving: due.length });
    this.#flight = this.ports
      .post([["intent", "save"], ["lockVersion", String(this.#lockVersion)], ...fields])
      .catch(() => null);
    const answer = await this.#flight;
    this.#flight = null;
    if (answer && "theirs" in answer) return this.#overtake(answer);
    if (!answer || !("lockVersion" in answer)) {
      this.#isHalted = answer !== null && "isFinal" in answer;
      this.#set({ saving: 0, trouble: answer?.message ?? OFFLINE });
      if (!this.#isHalted) this.#schedule(RETRY);
      return;
    }
    this.#lockVersion = answer.lockVersion;
    // Some may have been typed into since.
    for (const [id, { text, isLocked }] of sent) {
      this.#unanswered.delete(id);
      const value = targetValue(kind, text);
      this.sheet.hold(id, { value, isLocked: value !== null && isLocked });
    }
    this.#touch(due);
    this.#set({ saving: 0, savedAt: answer.at, trouble: null });
  }

  /** Somebody else wrote into this decision. What touches none of my cells is taken, and saving goes on; else I choose. */
  #overtake({ theirs, lockVersion }: { theirs: readonly TheirDigits[]; lockVersion: number }): void {
    const now = new Map(
      theirs.map(({ value, ...one }) => [one.id, { ...one, value: value === null ? null : BigInt(value) }]),
    );
    const cells = this.view.lines.flatMap(({ id }): TheirTarget[] => {
      const held = this.sheet.held(id);
      const one = now.get(id) ?? { id, value: null, isLocked: false, by: null, at: "" };
      return one.value === held.value && one.isLocked === held.isLocked ? [] : [one];
    });
    const isMine = ({ id, value }: TheirTarget) =>
      this.sheet.unsaved.has(id) &&
      this.#isOwn(
        { text: this.sheet.cell(id).text, unanswered: [...(this.#unanswered.get(id) ?? [])] },
        value,
      );
    const mine = new Set(cells.filter(isMine).map(({ id }) => id));
    const clashes = cells.flatMap(({ id }) => (this.sheet.unsaved.has(id) && !mine.has(id) ? [id] : []));
    this.#unanswered.clear();
    this.#set({ saving: 0, trouble: null });
    if (clashes.length > 0) {
      this.#isHalted = true;
      this.#set({ overtaken: { cells, clashes, lockVersion } });
      return;
    }
    const others = cells.filter(({ id }) => !mine.has(id));
    this.#adopt(cells, others);
    this.#lockVersion = lockVersion;
    const by = [...new Set(others.flatMap(({ by: one }) => one ?? []))].join(", ") || "Người khác";
    if (others.length > 0)
      this.#set({
        message: { isDone: true, text: `${by} vừa sửa ${others.length} ô khác, đã đưa vào bảng.` },
      });
  }

  #isOwn = (cell: Pick<KeptTarget, "text" | "unanswered">, theirs: bigint | null) =>
    isOwnTarget(this.view.kind, cell, theirs);

  /** @param taken of which the numbers come into the table */
  #adopt(cells: readonly TheirTarget[], taken: readonly TheirTarget[]): void {
    for (const { id, value, isLocked } of cells) this.sheet.hold(id, { value, isLocked });
    const texts = taken.map(({ id, value, isLocked }) => {
      return [id, { text: formatTarget(this.view.kind, value), isLocked }] as const;
    });
    this.#touch([...this.sheet.take("lấy số của người khác", new Map(texts)), ...cells.map(({ id }) => id)]);
  }

  #touch(ids: readonly string[], message = this.#status.message) {
    this.#keep();
    for (const id of ids) this.#rows.get(id)?.();
    this.#set({ ...derived(this.sheet, this.view, this.#status.choice), message });
  }

  #keep() {
    const { keepsake } = this.ports;
    keepsake.write({ ...(this.#isLeaving ? keepsake.read() : {}), ...this.#kept() });
  }

  #kept(): KeptTargets {
    const kept: KeptTargets = {};
    for (const id of this.sheet.unsaved) {
      const { text, isLocked } = this.sheet.cell(id);
      const unanswered = this.#unanswered.get(id);
      const held = heldText(this.sheet.held(id));
      kept[id] = { text, isLocked, held, ...(unanswered ? { unanswered: [...unanswered] } : {}) };
    }
    return kept;
  }

  #schedule(delay: number) {
    clearTimeout(this.#timer);
    if (!this.#isHalted) this.#timer = setTimeout(() => void this.flush(), delay);
  }

  #set(patch: Partial<CascadeStatus>) {
    this.#status = { ...this.#status, ...patch };
    for (const listener of this.#listeners) listener();
  }
}

const heldText = ({ value, isLocked }: HeldTarget) => ({
  value: value === null ? null : String(value),
  isLocked,
});

function cellFields(id: string, { text, isLocked }: TypedTarget): Fields {
  const fields: Fields = [[cascadeField.value(id), text]];
  return isLocked ? [...fields, [cascadeField.isLocked(id), "on"]] : fields;
}
