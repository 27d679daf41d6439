/** Reads old sheets against the drafts of their months: what the form then shows. Writes nothing. */
import "server-only";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { listNameableUnits } from "@/lib/data/figure-forms";
import { readMonthForms, reporters } from "@/lib/data/old-sheets";
import { getFigureMapping } from "@/lib/data/sheet-mappings";
import {
  figureUse,
  guessFigureColumns,
  hasMonths,
  readFigureUses,
  scaleField,
  columnUseField,
  type FigureColumns,
  type FigureColumnsAnswer,
} from "@/lib/domain/figure-columns";
import { monthsOf, readOldSheets, type OldSheet } from "@/lib/domain/figure-old-sheet";
import type { FigureReading } from "@/lib/domain/figure-proposals";
import { can, type Actor } from "@/lib/domain/policy";
import type { Sheet } from "@/lib/domain/sheet";
import { readHeading, type SheetHeading } from "@/lib/domain/sheet-heading";
import { findMonth, readMonth } from "@/lib/domain/sheet-month";
import { SCALES } from "@/lib/domain/sheet-scale";
import type { Unit } from "@/lib/domain/unit";
import type { CarriedSheet } from "@/app/(app)/entry/carried-sheet";
import { previewOf } from "@/app/(app)/entry/figure-preview";
import type { OldColumn, OldPreview } from "./old-preview-state";

/** What was posted of how to read. */
export type AskedOld = {
  fields: Readonly<Record<string, unknown>>;
  firstRow: string;
  lastRow: string;
  month: string;
};

export type OldRead = {
  preview: OldPreview;
  /** Words of the heading, by which the mapping is remembered. */
  heading: string;
  columns: FigureColumns | null;
  reading: FigureReading | null;
};

/** A province, or a reporting unit: null for whoever types nothing there. */
export async function findOldSheetPlace(actor: Actor, unitId: string): Promise<Unit | null> {
  const unit = await findReadableUnit(actor, unitId);
  return unit && can(actor, "submission.enter", unit) ? unit : null;
}

const OFFERED = 60;
const EMPTY: FigureReading = { changes: [], unchanged: 0, kept: 0, issues: [], canWrite: false };

/** Title lines above the data, and the sheet's name. */
function titlesOf({ name, rows }: Sheet, firstRow: number): string[] {
  const above = rows.filter(({ row }) => row < firstRow).slice(0, 10);
  return [name, ...above.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? [cell.shown] : [])))];
}

const guessMonth = (sheet: Sheet, firstRow: number) =>
  titlesOf(sheet, firstRow).flatMap((text) => findMonth(text) ?? [])[0] ?? null;

type Way = {
  columns: FigureColumnsAnswer;
  firstRow: number;
  lastRow: number | null;
  month: ReturnType<typeof readMonth>;
};

const rowOf = (text: string) => (/^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text) : 0);
const NOT_TOLD = {
  ok: false,
  message: "Tiêu đề chưa nói rõ cột nào là gì; chọn nội dung của từng cột",
} as const;

function wayOf(heading: SheetHeading, known: FigureColumns | null, asked: AskedOld | null): Way {
  if (asked === null) {
    const columns = known ?? guessFigureColumns(heading);
    const answer = columns === null ? NOT_TOLD : ({ ok: true, columns } as const);
    return { columns: answer, firstRow: heading.firstRow, lastRow: null, month: null };
  }
  const firstRow = rowOf(asked.firstRow);
  const lastRow = asked.lastRow.trim() === "" ? null : rowOf(asked.lastRow);
  const month = readMonth(asked.month);
  const way = { firstRow, lastRow, month };
  if (firstRow === 0 || lastRow === 0)
    return { ...way, columns: { ok: false, message: "Dòng là số nguyên từ 1" } };
  if (asked.month.trim() !== "" && month === null)
    return { ...way, columns: { ok: false, message: "Tháng của bảng viết như 11/2023" } };
  return { ...way, columns: readFigureUses(asked.fields) };
}

export async function readOld(
  tables: readonly Sheet[],
  carried: CarriedSheet,
  unit: Unit,
  asked: AskedOld | null,
  actor: Actor,
  now: Date,
): Promise<OldRead> {
  const nameable = await listNameableUnits(unit);
  const context = { receivers: reporters(nameable), outsiders: [] };
  const [first] = tables;
  if (!first) throw new Error("there is no table");
  const heading = readHeading(first, context);
  const known = asked === null ? await getFigureMapping(actor.scope, unit, heading.text) : null;
  const way = wayOf(heading, known, asked);
  const sheets = way.columns.ok ? oldSheets(tables, way, way.columns.columns, heading, context) : null;
  const problem = way.columns.ok ? (sheets === null ? OTHER_HEADING : null) : way.columns.message;
  const reading =
    sheets && readOldSheets(sheets, await readMonthForms(actor, unit, monthsOf(sheets), nameable, now));
  const columns = way.columns.ok ? way.columns.columns : null;
  const preview: OldPreview = {
    ...previewOf(reading ?? EMPTY, carried, first.name, unit.reportingKind !== null),
    columns: columnsOf(heading, columns, asked),
    firstRow: asked?.firstRow ?? String(heading.firstRow),
    lastRow: asked?.lastRow ?? "",
    month: asked?.month ?? "",
    isRemembered: known !== null,
    mapping: sheets === null ? "" : JSON.stringify([columns, way.firstRow, way.lastRow, way.month]),
    mappingProblem: problem,
    tables: tables.length > 1 ? tables.map(({ name }) => name) : [],
  };
  return { preview, heading: heading.text, columns, reading };
}

const OTHER_HEADING =
  "Các trang tính có tiêu đề khác nhau nên không đọc chung được; bỏ chọn đọc mọi trang tính rồi đọc từng trang";

/** Null where sheets have other headings than the first: what holds for one says nothing of the others. */
function oldSheets(
  tables: readonly Sheet[],
  way: Way,
  columns: FigureColumns,
  first: SheetHeading,
  context: Parameters<typeof readHeading>[1],
): OldSheet[] | null {
  const found: OldSheet[] = [];
  for (const sheet of tables) {
    const heading = tables.length > 1 ? readHeading(sheet, context) : first;
    if (heading.text !== first.text) return null;
    const firstRow = tables.length > 1 ? heading.firstRow : way.firstRow;
    const month = hasMonths(columns)
      ? null
      : ((tables.length > 1 ? null : way.month) ?? guessMonth(sheet, firstRow));
    found.push({ sheet, columns, firstRow, lastRow: tables.length > 1 ? null : way.lastRow, month });
  }
  return found;
}

function columnsOf(
  heading: SheetHeading,
  columns: FigureColumns | null,
  asked: AskedOld | null,
): OldColumn[] {
  const posted = (at: number) => {
    const [use, scale] = [asked?.fields[columnUseField(at)], Number(asked?.fields[scaleField(at)])];
    return { use: typeof use === "string" ? use : "", scale: SCALES.find((one) => one === scale) ?? 0 };
  };
  return heading.columns
    .map(({ column, label }) => ({
      column,
      label,
      ...(asked && columns === null ? posted(column) : figureUse(columns, column)),
    }))
    .filter(({ column, use }) => column < OFFERED || use !== "");
}
