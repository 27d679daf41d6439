/** The table of a version under review: which rows it shows, and what differs in each. */
import type { DiffRow, HeldCell, SubmissionDiff } from "@/lib/data/submission-history";
import type { Submission } from "@/lib/data/submissions";
import { issueMessage } from "@/lib/domain/check-messages";
import { entrySections } from "@/lib/domain/entry-form";
import { formatCount, formatSigned, formatSignedCount } from "@/lib/domain/number";
import { percent, ratio } from "@/lib/domain/ratio";
import { indicator, type IndicatorId } from "@/lib/domain/indicator";

export type CompareRow = {
  id: IndicatorId;
  name: string;
  isPart: boolean;
  before: Before | null;
  value: string;
  isEstimate: boolean;
  note: string | null;
  /** What the version returned last held, where `before` is the approved one. */
  between: Before | null;
  /** It differs from the version that was submitted before this one. */
  isEdited: boolean;
  /** Remarks on this figure. */
  comments: number;
  /** Its warnings, and what the unit wrote about them. */
  answer: Answer | null;
  /** The number, whether it is an estimate, or the note is another one than before. */
  isChanged: boolean;
  isValueChanged: boolean;
  isWarned: boolean;
  change: string | null;
  lastMonth: Comparison;
  lastYear: Comparison;
};
/** What the cell held in the version before. `note` only if it was another one. */
type Before = { value: string; isEstimate: boolean; note: string | null };
export type Comparison = { value: string; change: string | null };

type CompareSection = { key: string; title: string; rows: CompareRow[] };

export type CompareView = {
  /** "Bản 1", "Bản đã duyệt"; null for the first version. */
  beforeName: string | null;
  /** "Bản 2": the version submitted before this one, where another one is the approved. */
  betweenName: string | null;
  sections: CompareSection[];
  /** Rows of the whole form, and of those that changed or are warned about. */
  total: number;
  notable: number;
};

/** The approved version is what the figures hold now, so it is the base once there is one. */
function beforeOf(submission: Submission, diff: SubmissionDiff) {
  const { approvedVersion } = submission;
  if (approvedVersion !== null && approvedVersion !== diff.version) {
    return { name: `Bản ${approvedVersion}, đã duyệt`, of: (row: DiffRow) => row.approved };
  }
  if (diff.previousVersion === null) return null;
  return { name: `Bản ${diff.previousVersion}`, of: (row: DiffRow) => row.previous };
}

/** The version submitted last, where what is compared with is an older one that was approved. */
function betweenOf({ approvedVersion }: Submission, { version, previousVersion }: SubmissionDiff) {
  const isApart =
    approvedVersion !== null && approvedVersion !== version && previousVersion !== approvedVersion;
  return isApart && previousVersion !== null ? `Bản ${previousVersion}` : null;
}

/** @param showsAll also rows that neither changed nor are warned about; a first version has nothing to leave out */
export function compareView(
  submission: Submission,
  diff: SubmissionDiff,
  showsAll: boolean,
  comments: Partial<Record<IndicatorId, number>> = {},
): CompareView {
  const before = beforeOf(submission, diff);
  const betweenName = betweenOf(submission, diff);
  const answers = new Map(answersOf(diff).map((answer) => [answer.id, answer]));
  const rows = new Map(
    diff.rows.map((row) => [
      row.indicator,
      {
        ...compareRow(row, before && (before.of(row) ?? BLANK)),
        between: betweenName === null ? null : shownHeld(row.previous ?? BLANK),
        isEdited: diff.previousVersion !== null && differs(row, row.previous ?? BLANK),
        comments: comments[row.indicator] ?? 0,
        answer: answers.get(row.indicator) ?? null,
      },
    ]),
  );
  const isNotable = (row: CompareRow) =>
    row.isChanged || row.isEdited || row.answer !== null || row.comments > 0;
  const notable = [...rows.values()].filter(isNotable).length;
  const isShown = (row: CompareRow) => showsAll || before === null || isNotable(row);
  const sections = entrySections([...rows.keys()], submission.unit.reportingKind).map(
    ({ key, title, rows: order }) => ({
      key,
      title,
      rows: order.flatMap(({ id, isPart }) => {
        const row = rows.get(id);
        return row && isShown(row) ? [{ ...row, isPart }] : [];
      }),
    }),
  );
  return {
    beforeName: before?.name ?? null,
    betweenName,
    sections: sections.filter((section) => section.rows.length > 0),
    total: rows.size,
    notable,
  };
}

const BLANK: HeldCell = { value: null, isEstimate: false, note: null };

const shownHeld = ({ value, isEstimate, note }: HeldCell): Before => ({
  value: formatCount(value),
  isEstimate,
  note,
});

const differs = (a: HeldCell, b: HeldCell) =>
  a.value !== b.value || a.isEstimate !== b.isEstimate || a.note !== b.note;

type Compared = Omit<CompareRow, "between" | "isEdited" | "comments" | "answer">;

function compareRow(row: DiffRow, before: HeldCell | null): Compared {
  const { indicator: id, value, isEstimate, note, issues, lastMonth, sameMonthLastYear } = row;
  const isValueChanged = before !== null && before.value !== value;
  const isNoteChanged = before !== null && before.note !== note;
  return {
    id,
    name: indicator(id).name,
    isPart: false,
    before: before && {
      value: formatCount(before.value),
      isEstimate: before.isEstimate,
      note: isNoteChanged ? before.note : null,
    },
    value: formatCount(value),
    isEstimate,
    note,
    isChanged: isValueChanged || isNoteChanged || (before !== null && before.isEstimate !== isEstimate),
    isValueChanged,
    isWarned: issues.length > 0,
    change: isValueChanged ? changeWords(value, before.value) : null,
    lastMonth: against(value, lastMonth),
    lastYear: against(value, sameMonthLastYear),
  };
}

function changeWords(value: bigint | null, before: bigint | null): string | null {
  return value === null || before === null ? null : formatSignedCount(value - before);
}

function against(value: bigint | null, base: bigint | null): Comparison {
  const change = value === null || base === null ? null : percent(ratio(value - base, base), 1);
  return { value: formatCount(base), change: change && `${formatSigned(change)}%` };
}

export type Answer = {
  id: IndicatorId;
  name: string;
  messages: string[];
  explanation: string | null;
  by: string | null;
};

/** The warnings of the version with what the unit wrote about them; what it wrote stays to be read where a bound moved since. */
export function answersOf(diff: SubmissionDiff): Answer[] {
  return diff.rows
    .filter(({ issues, explanation }) => issues.length > 0 || explanation !== null)
    .map(({ indicator: id, issues, explanation, enteredBy }) => ({
      id,
      name: indicator(id).name,
      messages: issues.map(issueMessage),
      explanation,
      by: enteredBy?.displayName ?? null,
    }));
}
