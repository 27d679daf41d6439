/** Which unit a cell names: by its code, or by its name as people write it ("TP Hải Dương", "H. Nam Sách"). */
import { quoted, type SheetCell } from "./sheet";
import { bare, canonical, kindAgreement, marked, withoutAgency } from "./sheet-names";
import type { SheetOutsider, SheetReceiver } from "./target-sheet";

type Candidate = { receiver: SheetReceiver; reason: string | null };
export type Named =
  | { ok: true; receiver: SheetReceiver; warning: string | null }
  /** `isOtherKind`: the place is known here, but the name says another kind of unit than the receiver is. */
  | { ok: false; message: string; isOtherKind: boolean };
export const refusedName = (message: string): Named => ({ ok: false, message, isOtherKind: false });

export class ReceiverIndex {
  private readonly numbers = new Map<string, Candidate[]>();
  private readonly codes = new Map<string, Candidate[]>();
  private readonly full = new Map<string, Candidate[]>();
  private readonly short = new Map<string, Candidate[]>();

  /** @param part what a unit has in the sheet, as messages say it */
  constructor(
    {
      receivers,
      outsiders,
    }: {
      receivers: readonly SheetReceiver[];
      outsiders: readonly SheetOutsider[];
    },
    private readonly part = "được giao ở đây",
  ) {
    for (const receiver of receivers) this.enter({ receiver, reason: null });
    for (const outsider of outsiders) this.enter({ receiver: outsider, reason: outsider.reason });
  }

  private enter(candidate: Candidate): void {
    const { code, id, name, shortName } = candidate.receiver;
    for (const key of new Set([codeKey(code ?? id), codeKey(id)])) append(this.codes, key, candidate);
    if (code !== null) append(this.numbers, numberKey(codeKey(code)), candidate);
    const whole = canonical(name);
    append(this.full, whole, candidate);
    const shorts = [withoutAgency(whole), bare(whole), shortName === null ? "" : canonical(shortName)];
    for (const key of new Set(shorts)) if (key !== "") append(this.short, key, candidate);
  }

  /** A code as text or number; a number has lost its leading zeros. */
  withCode(cell: SheetCell): Named {
    const key = codeKey(cell.shown);
    const found = this.codes.get(key) ?? this.numbers.get(numberKey(key)) ?? [];
    const unknown = `không có đơn vị nào mang mã ${quoted(cell)} ${this.part}`;
    return answer(found, unknown, cell.shown, this.part);
  }

  withName(cell: SheetCell): Named {
    const whole = canonical(cell.shown);
    const found =
      this.full.get(whole) ??
      this.short.get(whole) ??
      this.short.get(withoutAgency(whole)) ??
      this.short.get(bare(whole)) ??
      [];
    const agreeing = found.filter(({ receiver }) => agreement(receiver, whole) !== "other");
    const inside = found.filter(({ reason }) => reason === null);
    const other = inside.find(({ receiver }) => isMarkedAlike(receiver, cell.shown)) ?? inside[0];
    if (agreeing.length === 0 && other)
      return {
        ok: false,
        message: `${quoted(cell)} khác loại đơn vị với ${other.receiver.name}; ghi đúng tên hoặc mã`,
        isOtherKind: true,
      };
    const unknown = `không có đơn vị ${quoted(cell)} ${this.part}`;
    const named = answer(agreeing, unknown, cell.shown, this.part);
    if (!named.ok) return named;
    const isNear = agreement(named.receiver, whole) === "near";
    return { ...named, warning: isNear ? `${quoted(cell)} được hiểu là ${named.receiver.name}` : null };
  }
}

/** Its own name says nothing else than it is: "Tịnh Biên" is no "tỉnh Biên". */
function agreement(
  { name, shortName, level }: SheetReceiver,
  said: string,
): ReturnType<typeof kindAgreement> {
  if (shortName !== null && canonical(shortName) === said) return "same";
  return said === canonical(name) ? "same" : kindAgreement(said, canonical(name), level === "province");
}

const codeKey = (text: string) => text.trim().toLowerCase();
/** Without leading zeros; what is no number stays as it is. */
const numberKey = (key: string) => (/^\d+$/.test(key) ? key.replace(/^0+(?=\d)/, "") : key);

function append(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const found = map.get(key);
  if (found) found.push(candidate);
  else map.set(key, [candidate]);
}

/** Those who may receive before those who may not; of names that differ in their marks alone the one with the same marks. */
function answer(found: readonly Candidate[], unknown: string, text: string, part: string): Named {
  const inside = found.filter(({ reason }) => reason === null);
  const usable = inside.length > 0 ? inside : found;
  const same = usable.filter(({ receiver }) => isMarkedAlike(receiver, text));
  const [first, ...others] = same.length > 0 ? same : usable;
  if (!first) return refusedName(unknown);
  if (others.length > 0 && first.reason === null) return refusedName(ambiguous([first, ...others]));
  if (first.reason !== null) return refusedName(`${first.receiver.name} không ${part}: ${first.reason}`);
  return { ok: true, receiver: first.receiver, warning: null };
}

function isMarkedAlike({ name, shortName }: SheetReceiver, text: string): boolean {
  const said = marked(text);
  return [name, shortName ?? name].some((one) => said === marked(one) || said.endsWith(` ${marked(one)}`));
}

const LISTED = 4;

function ambiguous(found: readonly Candidate[]): string {
  const names = found
    .slice(0, LISTED)
    .map(({ receiver: { code, name } }) => (code === null ? name : `${name} (mã ${code})`));
  return `tên chưa rõ là đơn vị nào: ${names.join(", ")}${found.length > LISTED ? ", …" : ""}; ghi đủ tên hoặc mã`;
}
