/** A cell of the cascade between keyboard, server and table: what a text means, why it is refused, what it would make of the unit. */
import { z } from "zod";
import { meantHeadcount, type CascadeFacts } from "./cascade";
import {
  formatCount,
  formatFixed,
  formatSigned,
  formatSignedCount,
  formatTrimmed,
  NO_VALUE,
  parseNumber,
  parseTypedRate,
  type ParsedNumber,
} from "./number";
import { percent, rate, ratio } from "./ratio";
import type { TargetKind } from "./target";

/** What somebody typed, or a proposal filled in. */
export type TypedTarget = { text: string; isLocked: boolean };

/** What the draft holds of a cell. */
export type HeldTarget = { value: bigint | null; isLocked: boolean };

/** What somebody else put into a cell, and who. */
export type TheirTarget = HeldTarget & { id: string; by: string | null; at: string };

const NEGATIVE = /^[-\u2212\u2013]\s*[0-9]/;
const FRACTION = /^[0-9][0-9.]*,[0-9]+$|^[0-9]+\.[0-9]{1,2}$/;

function parse(kind: TargetKind, text: string): ParsedNumber {
  return kind === "rate" ? parseTypedRate(text) : parseNumber(text);
}

/** Null for an empty cell and for text that is refused. */
export function targetValue(kind: TargetKind, text: string): bigint | null {
  const parsed = parse(kind, text);
  return parsed.kind === "value" ? parsed.value : null;
}

/** Why the text is refused; null if it is a number or empty. */
export function targetError(kind: TargetKind, text: string): string | null {
  const parsed = parse(kind, text);
  if (parsed.kind !== "error") return null;
  if (kind === "rate") return NEGATIVE.test(text.trim()) ? "Chỉ tiêu không được âm" : parsed.message;
  return countProblem(text, "Chỉ tiêu", kind === "amount" ? "đồng" : "người") ?? parsed.message;
}

/** What is wrong with a number that is below nothing or no whole one; null for other text. */
export function countProblem(text: string, name: string, unit = "người"): string | null {
  const trimmed = text.trim();
  if (NEGATIVE.test(trimmed)) return `${name} không được âm`;
  return FRACTION.test(trimmed) ? `Nhập số ${unit} nguyên, không có số lẻ` : null;
}

/** As it stands in its cell: 1.052.062, of a rate 92,25. */
export function formatTarget(kind: TargetKind, value: bigint | null): string {
  if (value === null) return "";
  return kind === "rate" ? formatTrimmed(rate(value)) : formatCount(value);
}

type Measured = Pick<CascadeFacts, "value" | "denominator">;

/** The people that take part if the number is reached; null where nobody is counted or something is unknown. */
export function reached(kind: TargetKind, value: bigint | null, { value: now, denominator }: Measured) {
  if (value === null) return null;
  if (kind === "rate") return denominator === null ? null : meantHeadcount(value, denominator);
  return kind === "increase" ? now && now + value : value;
}

/** What is unusual about a number, which is allowed. */
export function targetWarning(kind: TargetKind, value: bigint | null, facts: Measured): string | null {
  if (value === null) return null;
  if (kind === "rate") return value > 10_000n ? "Tỷ lệ trên 100%" : null;
  const people = reached(kind, value, facts);
  const isBeyond = facts.denominator !== null && people !== null && people > facts.denominator;
  return isBeyond ? "Nhiều hơn số người trong diện" : null;
}

/** What the number would mean, as the table shows it. */
type Meaning = { delta: string; pct: string; coverage: string };
const NOTHING: Meaning = { delta: NO_VALUE, pct: NO_VALUE, coverage: NO_VALUE };

/** Growth against what the unit has, and the coverage that it would come to. A rate is shown by the people it means. */
export function meaningOf(kind: TargetKind, value: bigint | null, facts: Measured): Meaning {
  const people = reached(kind, value, facts);
  if (value === null || people === null) return NOTHING;
  const { value: now, denominator } = facts;
  const delta = now === null ? null : people - now;
  const share = percent(ratio(people, denominator), 2);
  return {
    delta: delta === null ? NO_VALUE : formatSignedCount(delta),
    pct: formatSigned(percent(ratio(delta, now), 2)),
    coverage: formatFixed(share),
  };
}

/** What a cell adds to the sum: its number, and of a rate the people it means. */
export function weightOf(kind: TargetKind, value: bigint | null, { denominator }: Measured): bigint {
  if (value === null) return 0n;
  if (kind !== "rate") return value;
  return denominator === null ? 0n : meantHeadcount(value, denominator);
}

/**
 * A cell that is typed and not saved, with what the draft held when that was read, and what was sent of it without an
 * answer so far; it waits in the browser.
 */
const keptTargetSchema = z.object({
  text: z.string(),
  isLocked: z.boolean(),
  held: z.object({ value: z.string().nullable(), isLocked: z.boolean() }),
  unanswered: z.array(z.string().nullable()).optional(),
});
export const keptTargetsSchema = z.record(z.string(), keptTargetSchema);
export type KeptTarget = z.infer<typeof keptTargetSchema>;

/**
 * Whether the number that is in the way is this person's own: what stands here, or what was sent and never answered, as
 * when the page was left meanwhile.
 */
export function isOwnTarget(
  kind: TargetKind,
  { text, unanswered = [] }: Pick<KeptTarget, "text" | "unanswered">,
  theirs: bigint | null,
): boolean {
  if (targetError(kind, text) === null && targetValue(kind, text) === theirs) return true;
  return unanswered.includes(theirs === null ? null : String(theirs));
}

const CLASHES = 5;

/**
 * "Nam Sách (số mới 120, số ở đây 100), …": the cells of a form that was sent in which the draft holds another number by
 * now; null where there is none.
 * @param seen what each cell held when the form was drawn: what differs from it was typed
 */
export function clashWords(
  kind: TargetKind,
  { typed, seen, theirs }: ClashFacts,
  lines: readonly { id: string; name: string }[],
): string | null {
  const own = new Map(theirs.map(({ id, value }) => [id, value]));
  const clashes = lines.flatMap(({ id, name }) => {
    const [cell, before, value] = [typed.get(id), seen.get(id)?.value ?? null, own.get(id) ?? null];
    if (!cell || value === before || isOwnTarget(kind, cell, value) || isOwnTarget(kind, cell, before))
      return [];
    return [
      `${name} (số mới ${formatTarget(kind, value) || "trống"}, số ở đây ${cell.text.trim() || "trống"})`,
    ];
  });
  if (clashes.length === 0) return null;
  const more = clashes.length > CLASHES ? ` và ${clashes.length - CLASHES} ô khác` : "";
  return clashes.slice(0, CLASHES).join(", ") + more;
}

type ClashFacts = {
  typed: ReadonlyMap<string, TypedTarget>;
  seen: ReadonlyMap<string, HeldTarget>;
  theirs: readonly { id: string; value: bigint | null }[];
};

/** Names of the controls of a cell. */
export const cascadeField = {
  value: (id: string) => `v.${id}`,
  isLocked: (id: string) => `l.${id}`,
  seen: "seen",
} as const;

/** The cells of a posted form. */
export function readTypedTargets(fields: Readonly<Record<string, string>>): Map<string, TypedTarget> {
  return new Map(
    Object.entries(fields)
      .filter(([name]) => name.startsWith("v."))
      .map(([name, text]) => {
        const id = name.slice(2);
        return [id, { text, isLocked: fields[cascadeField.isLocked(id)] !== undefined }];
      }),
  );
}

/** Whether the draft would have to change for it; a text that is no number has to be corrected first. */
export function isTargetChanged(
  kind: TargetKind,
  { text, isLocked }: TypedTarget,
  held: HeldTarget,
): boolean {
  if (targetError(kind, text) !== null) return true;
  const value = targetValue(kind, text);
  // A lock without a number is nothing to keep.
  return value !== held.value || (value !== null && isLocked !== held.isLocked);
}

/**
 * The cells of which the controls say something else than what was drawn: a page can be typed into before its script
 * runs. A lock beside a number that was typed says nothing: that number is locked anyway.
 */
export function typedEarlyTargets(
  drawn: ReadonlyMap<string, TypedTarget>,
  fields: Readonly<Record<string, string>>,
): { texts: Map<string, string>; locks: Map<string, boolean> } {
  const early = { texts: new Map<string, string>(), locks: new Map<string, boolean>() };
  for (const [id, { text, isLocked }] of readTypedTargets(fields)) {
    const cell = drawn.get(id);
    if (!cell) continue;
    if (cell.text !== text) early.texts.set(id, text);
    else if (cell.isLocked !== isLocked) early.locks.set(id, isLocked);
  }
  return early;
}

/** In hundredths of a percent. */
export const MAX_GROWTH = 100_000n;

/** "+2,5" or "2,5" or "-1" percent as hundredths; null for anything else. */
export function parseGrowth(text: string): bigint | null {
  const [, sign = "", digits = ""] = /^\s*([+-]?)\s*([0-9.,]*)\s*%?\s*$/.exec(text) ?? [];
  const parsed = parseTypedRate(digits, MAX_GROWTH);
  if (parsed.kind !== "value") return null;
  return sign === "-" ? -parsed.value : parsed.value;
}

/** What the numbers of a kind can be rounded to. */
export const ROUNDING: Record<TargetKind, readonly { step: bigint; label: string }[]> = {
  headcount: people(),
  increase: people(),
  rate: [{ step: 1n, label: "0,01 điểm %" }],
  amount: [
    { step: 1n, label: "1 đồng" },
    { step: 1_000_000n, label: "1 triệu đồng" },
    { step: 1_000_000_000n, label: "1 tỷ đồng" },
  ],
};

function people() {
  return [1n, 10n, 100n, 1_000n].map((step) => ({ step, label: `${formatCount(step)} người` }));
}

/** The sum against what there is to hand down, in words. */
export function differenceWords(kind: TargetKind, sum: bigint, goal: bigint | null): string {
  if (goal === null) return "chưa có tổng cần giao để so";
  const unit = kind === "amount" ? "đồng" : "người";
  if (sum === goal) return "khớp đúng tổng";
  return sum < goal ? `thiếu ${formatCount(goal - sum)} ${unit}` : `thừa ${formatCount(sum - goal)} ${unit}`;
}
