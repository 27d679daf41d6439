/** Which unit a cell names: by its code, or by its name as people write it ("TP Hải Dương", "H. Nam Sách"). */
import { fold } from "./search";
import { quoted, type SheetCell } from "./sheet";
import type { SheetOutsider, SheetReceiver } from "./target-sheet";

type Candidate = { receiver: SheetReceiver; reason: string | null };
export type Named =
  { ok: true; receiver: SheetReceiver; warning: string | null } | { ok: false; message: string };

/** What stands before a name, as it is shortened. */
const SHORT: Record<string, string> = {
  tp: "thanh pho",
  tx: "thi xa",
  tt: "thi tran",
  h: "huyen",
  q: "quan",
  p: "phuong",
  x: "xa",
  t: "tinh",
  dk: "dac khu",
};
const AGENCY = /^(?:bhxh|bao hiem xa hoi)(?: co so)? (?=.)/;
const TYPE = /^(thanh pho|thi xa|thi tran|huyen|quan|phuong|xa|tinh|dac khu) (?=.)/;
/** "1.", "a)", "-", "II." before a name. */
const NUMBERING = /^\s*(?:[-+*•]|(?:\d{1,3}|[ivxlc]{1,5}|[a-z])\s*[.)])\s*(?=\p{L}|\d)/iu;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Folded, without numbering, with what is shortened in full. */
function canonical(text: string): string {
  // "T.P" is "TP".
  const words = fold(text.replace(NUMBERING, "")).replace(/^t ([ptx]) (?=.)/, "t$1 ");
  const [first = "", ...rest] = words.split(" ");
  const full = rest.length > 0 ? SHORT[first] : undefined;
  return (full ? [full, ...rest].join(" ") : words).replace(/(^| )hcm$/, "$1ho chi minh");
}

const withoutAgency = (name: string) => name.replace(AGENCY, "");
const bare = (name: string) => withoutAgency(name).replace(TYPE, "");
const typeOf = (name: string) => TYPE.exec(withoutAgency(name))?.[1] ?? null;

/** With its marks, wherever in a word the tone is written: "Hoà" is "Hòa". */
function marked(text: string): string {
  return text
    .replace(NUMBERING, "")
    .normalize("NFD")
    .toLowerCase()
    .split(/[\s.,-]+/)
    .map((word) => word.replace(TONES, "") + (word.match(TONES) ?? []).join(""))
    .join(" ");
}

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
    const named = answer(found, `không có đơn vị ${quoted(cell)} ${this.part}`, cell.shown, this.part);
    if (!named.ok) return named;
    const { name, shortName } = named.receiver;
    const [type, own] = [typeOf(whole), typeOf(canonical(name))];
    // "Tịnh Biên" is no "tỉnh Biên".
    const isOwnName = shortName !== null && canonical(shortName) === whole;
    const isOther = type !== null && own !== null && type !== own && !isOwnName;
    return { ...named, warning: isOther ? `${quoted(cell)} được hiểu là ${name}` : null };
  }
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
  if (!first) return { ok: false, message: unknown };
  if (others.length > 0 && first.reason === null)
    return { ok: false, message: ambiguous([first, ...others]) };
  if (first.reason !== null)
    return { ok: false, message: `${first.receiver.name} không ${part}: ${first.reason}` };
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
