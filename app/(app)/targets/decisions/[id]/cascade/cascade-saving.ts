/** Brings what was typed into the cascade to the server: by itself, one request at a time, and keeps what is not saved. */
import {
  cascadeField,
  formatTarget,
  isOwnTarget,
  targetValue,
  type HeldTarget,
  type KeptTarget,
  type TheirTarget,
  type TypedTarget,
} from "@/lib/domain/cascade-cell";
import type { CascadeAnswer, TheirDigits } from "./cascade-state";
import type { CascadeStore } from "./cascade-store";

type Fields = [name: string, value: string][];

type KeptTargets = Record<string, KeptTarget>;

export type CascadePorts = {
  isEditable: boolean;
  /** What is kept is then kept for the next page too. */
  isLeaving: () => boolean;
  post: (fields: Fields) => Promise<CascadeAnswer>;
  keepsake: { read: () => KeptTargets; write: (cells: KeptTargets) => void };
};

const PAUSE = 1500;
const RETRY = 10_000;
const OFFLINE = "Mất kết nối. Số chưa lưu vẫn ở trên màn hình, tự lưu lại sau 10 giây.";

export class CascadeSaving {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flight: Promise<CascadeAnswer> | null = null;
  #isHalted: boolean;
  #lockVersion: number;
  /** Numbers that were sent and of which no answer came: the server may have them. */
  readonly #unanswered = new Map<string, ReadonlySet<string | null>>();

  constructor(
    private readonly store: CascadeStore,
    private readonly ports: CascadePorts,
    lockVersion: number,
  ) {
    this.#lockVersion = lockVersion;
    this.#isHalted = !ports.isEditable;
  }

  /** What an earlier page of this tab typed and could not save. */
  restore(): void {
    const kept = this.ports.keepsake.read();
    const changed = Object.entries(kept).filter(([id]) =>
      this.store.view.lines.some((line) => line.id === id),
    );
    const cells = new Map(changed.map(([id, { text, isLocked }]) => [id, { text, isLocked }]));
    if (cells.size === 0) return;
    for (const [id, { unanswered }] of changed) if (unanswered) this.#unanswered.set(id, new Set(unanswered));
    const clashes = changed.filter(([id, one]) => {
      const now = this.store.sheet.held(id).value;
      return one.held.value !== (now === null ? null : String(now)) && !this.#isOwn(one, now);
    });
    this.store.bring("lấy lại số chưa lưu", cells);
    const text = `Lấy lại ${cells.size} ô đã nhập mà chưa lưu được lần trước.`;
    if (clashes.length === 0) {
      this.store.told({ message: { isDone: true, text } });
      this.schedule(0);
      return;
    }
    // Saved now they would go over what came in between.
    const theirs = clashes.map(([id]) => ({ id, by: null, at: "", ...this.store.sheet.held(id) }));
    const overtaken = { cells: theirs, clashes: clashes.map(([id]) => id), lockVersion: this.#lockVersion };
    this.#isHalted = true;
    this.store.told({ message: { isDone: true, text }, overtaken });
  }

  /** Of two numbers one stands: mine is saved over theirs, or theirs comes into the table. */
  resolve(side: "mine" | "theirs"): void {
    const { overtaken } = this.store.status();
    if (!overtaken) return;
    const taken = overtaken.cells.filter(({ id }) => side === "theirs" || !overtaken.clashes.includes(id));
    this.#adopt(overtaken.cells, taken);
    this.#lockVersion = overtaken.lockVersion;
    this.#isHalted = !this.ports.isEditable;
    this.store.told({ overtaken: null, trouble: null });
    this.schedule(0);
  }

  hasUnsaved = () => this.ports.isEditable && this.store.sheet.unsaved.size > 0;

  /** Saves what can be saved now; resolves when nothing more is on its way. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#flight) await this.#flight;
    if (this.#isHalted) return;
    const due = [...this.store.sheet.unsaved].filter((id) => !this.store.sheet.wrong.has(id));
    if (due.length === 0) return;
    await this.#send(due);
    if (!this.store.status().trouble) await this.flush();
  }

  async #send(due: readonly string[]): Promise<void> {
    const { kind } = this.store.view;
    const sent = new Map(due.map((id) => [id, this.store.sheet.cell(id)]));
    const fields: Fields = due.flatMap((id) => cellFields(id, this.store.sheet.cell(id)));
    for (const [id, { text }] of sent) {
      const value = targetValue(kind, text);
      const before = this.#unanswered.get(id) ?? [];
      this.#unanswered.set(id, new Set([...before, value === null ? null : String(value)]));
    }
    this.keep();
    this.store.told({ saving: due.length });
    this.#flight = this.ports
      .post([["intent", "save"], ["lockVersion", String(this.#lockVersion)], ...fields])
      .catch(() => null);
    const answer = await this.#flight;
    this.#flight = null;
    if (answer && "theirs" in answer) return this.#overtake(answer);
    if (!answer || !("lockVersion" in answer)) {
      this.#isHalted = answer !== null && "isFinal" in answer;
      this.store.told({ saving: 0, trouble: answer?.message ?? OFFLINE });
      if (!this.#isHalted) this.schedule(RETRY);
      return;
    }
    this.#lockVersion = answer.lockVersion;
    // Some may have been typed into since.
    for (const [id, { text, isLocked }] of sent) {
      this.#unanswered.delete(id);
      const value = targetValue(kind, text);
      this.store.sheet.hold(id, { value, isLocked: value !== null && isLocked });
    }
    this.store.touch(due);
    this.store.told({ saving: 0, savedAt: answer.at, trouble: null });
  }

  /** Somebody else wrote into this decision. What touches none of my cells is taken, and saving goes on; else I choose. */
  #overtake({ theirs, lockVersion }: { theirs: readonly TheirDigits[]; lockVersion: number }): void {
    const now = new Map(
      theirs.map(({ value, ...one }) => [one.id, { ...one, value: value === null ? null : BigInt(value) }]),
    );
    const cells = this.store.view.lines.flatMap(({ id }): TheirTarget[] => {
      const held = this.store.sheet.held(id);
      const one = now.get(id) ?? { id, value: null, isLocked: false, by: null, at: "" };
      return one.value === held.value && one.isLocked === held.isLocked ? [] : [one];
    });
    const isMine = ({ id, value }: TheirTarget) =>
      this.store.sheet.unsaved.has(id) &&
      this.#isOwn(
        { text: this.store.sheet.cell(id).text, unanswered: [...(this.#unanswered.get(id) ?? [])] },
        value,
      );
    const mine = new Set(cells.filter(isMine).map(({ id }) => id));
    const clashes = cells.flatMap(({ id }) =>
      this.store.sheet.unsaved.has(id) && !mine.has(id) ? [id] : [],
    );
    this.#unanswered.clear();
    this.store.told({ saving: 0, trouble: null });
    if (clashes.length > 0) {
      this.#isHalted = true;
      this.store.told({ overtaken: { cells, clashes, lockVersion } });
      return;
    }
    const others = cells.filter(({ id }) => !mine.has(id));
    this.#adopt(cells, others);
    this.#lockVersion = lockVersion;
    const by = [...new Set(others.flatMap(({ by: one }) => one ?? []))].join(", ") || "Người khác";
    if (others.length > 0)
      this.store.told({
        message: { isDone: true, text: `${by} vừa sửa ${others.length} ô khác, đã đưa vào bảng.` },
      });
  }

  #isOwn = (cell: Pick<KeptTarget, "text" | "unanswered">, theirs: bigint | null) =>
    isOwnTarget(this.store.view.kind, cell, theirs);

  /** @param taken of which the numbers come into the table */
  #adopt(cells: readonly TheirTarget[], taken: readonly TheirTarget[]): void {
    for (const { id, value, isLocked } of cells) this.store.sheet.hold(id, { value, isLocked });
    const texts = taken.map(({ id, value, isLocked }) => {
      return [id, { text: formatTarget(this.store.view.kind, value), isLocked }] as const;
    });
    this.store.touch([
      ...this.store.sheet.take("lấy số của người khác", new Map(texts)),
      ...cells.map(({ id }) => id),
    ]);
  }

  /** What is not saved stands where a reload finds it, and nothing once all is. */
  keep(): void {
    const { keepsake } = this.ports;
    keepsake.write({ ...(this.ports.isLeaving() ? keepsake.read() : {}), ...this.#kept() });
  }

  #kept(): KeptTargets {
    const kept: KeptTargets = {};
    for (const id of this.store.sheet.unsaved) {
      const { text, isLocked } = this.store.sheet.cell(id);
      const unanswered = this.#unanswered.get(id);
      const held = heldText(this.store.sheet.held(id));
      kept[id] = { text, isLocked, held, ...(unanswered ? { unanswered: [...unanswered] } : {}) };
    }
    return kept;
  }

  schedule(delay = PAUSE): void {
    clearTimeout(this.#timer);
    if (!this.#isHalted) this.#timer = setTimeout(() => void this.flush(), delay);
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
