/** What an audit entry changed, value by value, and what of it somebody may not see. */
import { z } from "zod";

export type AuditChange = {
  /** Where the value stands: `["figures", "BHYT"]`. */
  path: readonly string[];
  /** Null where there was nothing, or nothing was said. */
  before: Plain | null;
  after: Plain | null;
};
export type Plain = string | number | boolean;

type Values = Map<string, { path: readonly string[]; value: Plain }>;

export const recordSchema = z.record(z.string(), z.unknown());
export const isPlain = (value: unknown): value is Plain =>
  ["string", "number", "boolean"].includes(typeof value);

/** A row of a list is known by its words; its number is what changes. */
function rowPath(row: Record<string, unknown>): readonly string[] {
  const words = Object.entries(row).filter(([key, value]) => key !== "value" && isPlain(value));
  return words.map(([, value]) => String(value));
}

function collect(value: unknown, path: readonly string[], into: Values): Values {
  if (isPlain(value)) into.set(JSON.stringify(path), { path, value });
  else if (Array.isArray(value))
    value.forEach((one: unknown, index) => {
      const row = recordSchema.safeParse(one);
      if (row.success && "value" in row.data) collect(row.data.value, [...path, ...rowPath(row.data)], into);
      else collect(one, [...path, String(index + 1)], into);
    });
  else
    for (const [key, one] of Object.entries(recordSchema.safeParse(value).data ?? {}))
      collect(one, [...path, key], into);
  return into;
}

/** In the order of the entry; what stayed the same is left out. */
export function auditChanges(before: unknown, after: unknown): AuditChange[] {
  const [was, is] = [collect(before, [], new Map()), collect(after, [], new Map())];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const { path = [] } = is.get(key) ?? was.get(key) ?? {};
    const [from, to] = [was.get(key)?.value ?? null, is.get(key)?.value ?? null];
    return from === to ? [] : [{ path, before: from, after: to }];
  });
}

/** Of which versions of a submission the figures are approved. */
type Approved = { now: boolean; before: boolean };

const OPEN = new Set(["status", "version", "approvedVersion", "dueOn", "unlockedUntil"]);
/** Numbers of decisions that are not issued. */
const DRAFTS = new Set(["decision.targets", "decision.discard"]);

/**
 * What somebody who reads no drafts sees of an entry: of a submission its course and the figures that were approved, of
 * a drafted decision no number. Whatever else comes to be recorded of a submission stays closed until it is named here.
 */
export function withheldFrom<
  T extends { event: string; before: unknown; after: unknown; figuresBefore: unknown },
>(entry: T, approved: Approved): T & { isWithheld: boolean } {
  const { event, figuresBefore } = entry;
  if (DRAFTS.has(event)) return { ...entry, before: null, after: null, isWithheld: true };
  if (!event.startsWith("submission.")) return { ...entry, isWithheld: false };
  const [before, after] = [shut(entry.before, false), shut(entry.after, approved.now)];
  const hides = before.hides || after.hides || (figuresBefore !== null && approved.now && !approved.before);
  const figures = approved.now && approved.before ? figuresBefore : null;
  return { ...entry, before: before.value, after: after.value, figuresBefore: figures, isWithheld: hides };
}

function shut(value: unknown, showsFigures: boolean): { value: unknown; hides: boolean } {
  const answer = recordSchema.safeParse(value);
  if (!answer.success) return { value: null, hides: value !== null };
  const shown = Object.entries(answer.data).filter(
    ([key]) => OPEN.has(key) || (key === "figures" && showsFigures),
  );
  return { value: Object.fromEntries(shown), hides: shown.length < Object.keys(answer.data).length };
}
