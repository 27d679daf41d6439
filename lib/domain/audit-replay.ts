/** What audit entries say should be there: each entry moves what is known of its subject; the rows are then compared. */
import { z } from "zod";
import { isPlain, recordSchema, type Plain } from "./audit-changes";

/** An entry as the replay reads it; instants are texts that compare. */
export type ReplayEntry = {
  seq: bigint;
  at: string;
  actorId: string | null;
  event: string;
  subject: string;
  before: unknown;
  after: unknown;
};

/** `null` is a value; what is not there was not said. */
export type Said = { [column: string]: Plain | null };

/** The plain values of an entry's `after`, by column. */
export function saidBy(value: unknown): Said {
  const answer = recordSchema.safeParse(value);
  if (!answer.success || Array.isArray(value)) return {};
  const isSaid = (one: unknown) => one === null || isPlain(one);
  return Object.fromEntries(Object.entries(answer.data).filter(([, one]) => isSaid(one))) as Said;
}

/** Columns in which a row is not what was said of it; a column of which nothing was said is not compared. */
export function contradictions(said: Said, row: Said): { column: string; said: string; found: string }[] {
  return Object.keys(row).flatMap((column) => {
    const [should, is] = [said[column], row[column]];
    if (should === undefined || should === is) return [];
    return [{ column, said: text(should), found: text(is) }];
  });
}

const text = (value: Said[string] | undefined) =>
  value === null || value === undefined ? "nothing" : String(value);

export type SubmissionSaid = {
  /** By column of the row. */
  row: Said;
  version: number;
  /** No entry so far: a new submission, or one that came with the demo. */
  isUntold: boolean;
};

/** A file that made this version the approved one. */
export type LoadedVersion = { version: number; at: string };

export const newSubmission = (): SubmissionSaid => ({
  row: { status: "draft", version: 0, approvedVersion: null, dueOn: null, unlockedUntil: null },
  version: 0,
  isUntold: true,
});

export function replayLoad(known: SubmissionSaid, { version, at }: LoadedVersion): SubmissionSaid {
  if (version <= known.version) return known;
  const row = {
    ...known.row,
    status: "approved",
    version,
    approvedVersion: version,
    approvedAt: at,
    submittedAt: at,
    submittedBy: null,
    decidedAt: at,
    decidedBy: null,
    dueOn: null,
  };
  return { row, version, isUntold: false };
}

const moveSchema = z.object({
  status: z.string().optional(),
  version: z.number().optional(),
  approvedVersion: z.number().nullable().optional(),
  dueOn: z.string().nullable().optional(),
  unlockedUntil: z.string().nullable().optional(),
});

const EVENTS: Record<string, (entry: ReplayEntry, after: z.infer<typeof moveSchema>) => Said> = {
  "submission.submit": ({ actorId, at }) => ({
    submittedBy: actorId,
    submittedAt: at,
    decidedBy: null,
    decidedAt: null,
  }),
  "submission.return": ({ actorId, at }) => ({ decidedBy: actorId, decidedAt: at }),
  "submission.reopen": ({ actorId, at }) => ({ decidedBy: actorId, decidedAt: at }),
  "submission.approve": ({ actorId, at }, { version }) => ({
    decidedBy: actorId,
    decidedAt: at,
    approvedAt: at,
    approvedVersion: version ?? null,
    dueOn: null,
  }),
};

const given = (said: object): Said =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as Said;

/** @returns also what the entry says was before and the entries before it do not, in words; null if they agree */
export function replaySubmission(
  known: SubmissionSaid,
  entry: ReplayEntry,
): { known: SubmissionSaid; disagreement: string | null } {
  const after = moveSchema.safeParse(entry.after).data ?? {};
  const before = moveSchema.safeParse(entry.before).data ?? {};
  // What says nothing of versions, such as an unlocking, tells of nothing that came before it.
  if (known.isUntold && before.version === undefined && after.version === undefined)
    return { known: { ...known, row: { ...known.row, ...given(after) } }, disagreement: null };
  const wrong = known.isUntold && known.version === 0 ? [] : contradictions(given(before), known.row);
  const disagreement = wrong
    .filter(({ column }) => ["status", "version", "approvedVersion"].includes(column))
    .map(({ column, said, found }) => `${column} was ${said}, the entries before say ${found}`)
    .join("; ");
  const base = known.isUntold ? { ...known.row, ...given(before) } : known.row;
  const row = { ...base, ...given(after), ...EVENTS[entry.event]?.(entry, after) };
  // A reopened month has a day of its own, also where its entry does not name it.
  if (entry.event === "submission.reopen" && after.dueOn === undefined) delete row.dueOn;
  return {
    known: { row, version: after.version ?? known.version, isUntold: false },
    disagreement: disagreement === "" ? null : disagreement,
  };
}

const figuresSchema = z.object({
  version: z.number().int(),
  figures: z.record(z.string(), z.string().nullable()),
});

/** The figures that an entry of a submit holds. */
export function submittedFigures(
  after: unknown,
): { version: number; figures: Record<string, string> } | null {
  const answer = figuresSchema.safeParse(after);
  if (!answer.success) return null;
  const { version, figures } = answer.data;
  const filled = Object.entries(figures).filter((pair): pair is [string, string] => pair[1] !== null);
  return { version, figures: Object.fromEntries(filled) };
}

/** Cells in which two sets of figures differ. */
export function figureContradictions(
  said: Readonly<Record<string, string>>,
  found: Readonly<Record<string, string>>,
): string[] {
  return [...new Set([...Object.keys(said), ...Object.keys(found)])]
    .sort()
    .filter((id) => said[id] !== found[id])
    .map((id) => `${id}: the entry says ${said[id] ?? "nothing"}, the row ${found[id] ?? "nothing"}`);
}
