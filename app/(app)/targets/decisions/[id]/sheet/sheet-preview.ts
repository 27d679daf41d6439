/** Reads a sheet against a draft: what its form then shows. Writes nothing. */
import "server-only";
import type { Decision } from "@/lib/data/decisions";
import { getSheetMapping } from "@/lib/data/sheet-mappings";
import { getSheetContext } from "@/lib/data/target-sheet";
import type { DraftCell } from "@/lib/data/target-drafts";
import type { Actor } from "@/lib/domain/policy";
import type { Sheet } from "@/lib/domain/sheet";
import { useOf, type ColumnsAnswer } from "@/lib/domain/sheet-columns";
import { readHeading, type SheetHeading } from "@/lib/domain/sheet-heading";
import { readTargetSheet } from "@/lib/domain/sheet-targets";
import { otherYearIssues } from "@/lib/domain/sheet-years";
import {
  sheetMappingSchema,
  type SheetChange,
  type SheetColumns,
  type SheetContext,
  type SheetMapping,
  type SheetReading,
} from "@/lib/domain/target-sheet";
import type { TargetScope } from "@/lib/domain/target-scope";
import { NO_VALUE } from "@/lib/domain/number";
import type { PreviewColumn, SheetPreview } from "./sheet-state";
import { shownChanges } from "./shown-changes";

/** What was posted of how to read: the columns as far as they make sense, and from which row to which. */
export type AskedReading = {
  columns: ColumnsAnswer;
  uses: ReadonlyMap<number, string>;
  /** As typed; the last one empty for all rows. */
  firstRow: string;
  lastRow: string;
};

export type Source = { sheet: Sheet; table: string; source: string; sheets: readonly string[] };

export type SheetRead = {
  preview: SheetPreview;
  heading: SheetHeading;
  mapping: SheetMapping | null;
  changes: readonly SheetChange[];
};

/** Rows of which the cells stand beside a column that no heading names. */
const SAMPLED = 3;

/** Columns that a form offers; what lies right of them is read if a heading says what it is. */
const OFFERED = 40;

export async function readSheet(
  source: Source,
  { decision, scope, to }: { decision: Decision; scope: TargetScope; to: DraftCell["to"] },
  asked: AskedReading | null,
  actor: Actor,
): Promise<SheetRead> {
  const context = await getSheetContext(decision, scope, to);
  const heading = readHeading(source.sheet, context);
  const remembered =
    asked === null && heading.hasWords
      ? await getSheetMapping(actor.scope, decision.unit, heading.text)
      : null;
  const { mapping, problem } = mappingOf(heading, remembered, asked);
  const reading = mapping && readOfYear(source.sheet, mapping, context, heading, scope);
  const names = new Map(context.receivers.map(({ id, name }) => [id, name]));
  const { firstRow, lastRow } = asked ?? { firstRow: String(heading.firstRow), lastRow: "" };
  const preview: SheetPreview = {
    ...source,
    sheet: source.sheet.name,
    lockVersion: decision.lockVersion,
    columns: columnsOf(heading, mapping?.columns ?? heading.guess, asked, source.sheet),
    firstRow,
    lastRow,
    isRemembered: remembered !== null,
    canRemember: heading.hasWords,
    seen: mapping === null ? "" : JSON.stringify(mapping),
    mappingProblem: problem,
    ...shownChanges(reading ?? NOTHING_READ, names),
  };
  return { preview, heading, mapping, changes: reading?.canWrite === true ? reading.changes : [] };
}

const NOTHING_READ = { changes: [], unchanged: 0, issues: [], canWrite: false };

/** What is read, with the columns that are for another year than the one that is filled. */
function readOfYear(
  sheet: Sheet,
  mapping: SheetMapping,
  context: SheetContext,
  heading: SheetHeading,
  scope: TargetScope,
): SheetReading {
  const reading = readTargetSheet(sheet, mapping, context);
  const issues = otherYearIssues(sheet.name, heading, mapping.columns, scope);
  return {
    ...reading,
    issues: [...issues, ...reading.issues],
    canWrite: reading.canWrite && issues.length === 0,
  };
}

function mappingOf(
  heading: SheetHeading,
  remembered: SheetColumns | null,
  asked: AskedReading | null,
): { mapping: SheetMapping | null; problem: string | null } {
  if (asked === null) {
    const columns = remembered ?? heading.guess;
    if (columns) return parsed({ columns, firstRow: heading.firstRow, lastRow: null });
    return { mapping: null, problem: "Tiêu đề chưa nói rõ cột nào là gì; chọn nội dung của từng cột" };
  }
  if (!asked.columns.ok) return { mapping: null, problem: asked.columns.message };
  const [firstRow, lastRow] = [
    rowOf(asked.firstRow),
    asked.lastRow.trim() === "" ? null : rowOf(asked.lastRow),
  ];
  if (firstRow === 0 || lastRow === 0) return { mapping: null, problem: "Dòng là số nguyên từ 1" };
  return parsed({ columns: asked.columns.columns, firstRow, lastRow });
}

function parsed(told: SheetMapping): { mapping: SheetMapping | null; problem: string | null } {
  const { data, error } = sheetMappingSchema.safeParse(told);
  if (data) return { mapping: data, problem: null };
  return { mapping: null, problem: error.issues[0]?.message ?? "Chọn lại các cột" };
}

/** 0 for what is no row of a spreadsheet. */
const rowOf = (text: string) => (/^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text) : 0);

function columnsOf(
  heading: SheetHeading,
  columns: SheetColumns | null,
  asked: AskedReading | null,
  { rows }: Sheet,
): PreviewColumn[] {
  const first = heading.hasWords ? [] : rows.filter(({ row }) => row >= heading.firstRow).slice(0, SAMPLED);
  return heading.columns
    .map(({ column, label }) => ({
      column,
      label,
      sample: first.map(({ cells }) => cells[column]?.shown ?? NO_VALUE),
      // What was chosen stands as it was chosen, also where a row or another column is wrong.
      use: asked ? (asked.uses.get(column) ?? "") : useOf(columns, column),
    }))
    .filter(({ column, use }) => column < OFFERED || use !== "");
}
