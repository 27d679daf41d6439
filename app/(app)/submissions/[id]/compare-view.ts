/** The table of a version under review: which rows it shows, and what differs in each. */
import type { DiffRow, SubmissionDiff } from "@/lib/data/submission-history";
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
  before: string | null;
  value: string;
  isEstimate: boolean;
  note: string | null;
  isChanged: boolean;
  isWarned: boolean;
  change: string | null;
  lastMonth: Comparison;
  lastYear: Comparison;
};
export type Comparison = { value: string; change: string | null };

type CompareSection = { key: string; title: string; rows: CompareRow[] };

export type CompareView = {
  /** "Bản 1", "Bản đã duyệt"; null for the first version. */
  beforeName: string | null;
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

/** @param showsAll also rows that neither changed nor are warned about; a first version has nothing to leave out */
export function compareView(submission: Submission, diff: SubmissionDiff, showsAll: boolean): CompareView {
  const before = beforeOf(submission, diff);
  const rows = new Map(
    diff.rows.map((row) => [row.indicator, compareRow(row, before?.of(row) ?? null, before !== null)]),
  );
  const notable = [...rows.values()].filter((row) => row.isChanged || row.isWarned).length;
  const isShown = (row: CompareRow) => showsAll || before === null || row.isChanged || row.isWarned;
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
    sections: sections.filter((section) => section.rows.length > 0),
    total: rows.size,
    notable,
  };
}

function compareRow(row: DiffRow, before: bigint | null, hasBefore: boolean): CompareRow {
  const { indicator: id, value, isEstimate, note, issues, lastMonth, sameMonthLastYear } = row;
  const isChanged = hasBefore && before !== value;
  return {
    id,
    name: indicator(id).name,
    isPart: false,
    before: hasBefore ? formatCount(before) : null,
    value: formatCount(value),
    isEstimate,
    note,
    isChanged,
    isWarned: issues.length > 0,
    change: isChanged && before !== null && value !== null ? formatSignedCount(value - before) : null,
    lastMonth: against(value, lastMonth),
    lastYear: against(value, sameMonthLastYear),
  };
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

/** The warnings of the version with what the unit wrote about them. */
export function answersOf(diff: SubmissionDiff): Answer[] {
  return diff.rows
    .filter(({ issues }) => issues.length > 0)
    .map(({ indicator: id, issues, explanation, enteredBy }) => ({
      id,
      name: indicator(id).name,
      messages: issues.map(issueMessage),
      explanation,
      by: enteredBy?.displayName ?? null,
    }));
}
