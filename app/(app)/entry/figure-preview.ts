/** What a reading of figures shows before it is written, and whether what was shown still holds. */
import "server-only";
import { z } from "zod";
import { issueTexts } from "@/components/sheet/issue-texts";
import { saveFigureChanges } from "@/lib/data/figure-upload";
import { figureName } from "@/lib/domain/figure-template";
import type { FigureChange } from "@/lib/domain/figure-form";
import type { FigureReading } from "@/lib/domain/figure-proposals";
import { grouped } from "@/lib/domain/grouped";
import { formatCount, formatSignedPercent, NO_VALUE } from "@/lib/domain/number";
import { shortPeriodName } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { percent, ratio } from "@/lib/domain/ratio";
import type { Unit } from "@/lib/domain/unit";
import { sheetNames, type CarriedSheet } from "./carried-sheet";
import type { FigurePreview, PreviewFigure } from "./figure-preview-state";

/** More are counted, not listed: nobody reads them, and a browser has to hold them. */
const LISTED = 5000;

const marked = (value: bigint | null, isEstimate: boolean) =>
  `${isEstimate ? "≈ " : ""}${formatCount(value)}`;

function figureOf({
  form,
  indicator,
  before,
  value,
  isEstimate,
  note,
  lastMonth,
  cell,
}: FigureChange): PreviewFigure {
  const growth =
    lastMonth === null || lastMonth === 0n || value === null
      ? null
      : percent(ratio(value - lastMonth, lastMonth), 1);
  return {
    key: `${form.id} ${indicator}`,
    unit: form.unit.name,
    period: shortPeriodName(form.periodId),
    indicator: figureName(indicator),
    before: marked(before.value, before.isEstimate),
    after: marked(value, isEstimate),
    jump: growth ? formatSignedPercent(growth) : NO_VALUE,
    note: note !== before.note ? note : null,
    cell,
  };
}

/** Of each form its turn, and of each cell that would change its version: what the person saw. */
function seenOf(changes: readonly FigureChange[]): string {
  return JSON.stringify(
    Object.fromEntries(
      [...grouped(changes, ({ form }) => form.id)].map(([id, own]) => [
        id,
        [
          own[0]?.form.lockVersion ?? 0,
          Object.fromEntries(own.map((one) => [one.indicator, one.before.version])),
        ],
      ]),
    ),
  );
}

const seenSchema = z.record(z.string(), z.tuple([z.number(), z.record(z.string(), z.number())]));

function readSeen(text: string): z.infer<typeof seenSchema> {
  try {
    return seenSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Cells that would be written but are not as they were shown. */
function overtakenBy(changes: readonly FigureChange[], text: string): string[] {
  const seen = readSeen(text);
  return changes.flatMap(({ form, indicator, before, cell }) => {
    const [turn, versions] = seen[form.id] ?? [];
    if (turn === form.lockVersion && versions?.[indicator] === before.version) return [];
    return [
      `${cell}: ${form.unit.name}, ${figureName(indicator)} nay là ${marked(before.value, before.isEstimate)}`,
    ];
  });
}

/** @param isUnit where all changes are of one unit that the page names */
export function previewOf(
  reading: FigureReading,
  carried: CarriedSheet,
  sheet: string,
  isUnit: boolean,
): FigurePreview {
  const { changes, unchanged, kept, issues } = reading;
  return {
    carried,
    sheet,
    sheets: sheetNames(carried.sheets),
    seen: seenOf(changes),
    units: new Set(changes.map(({ form }) => form.unitId)).size,
    namesUnits: !isUnit,
    periods: new Set(changes.map(({ form }) => form.periodId)).size,
    count: changes.length,
    changes: changes.slice(0, LISTED).map(figureOf),
    unchanged,
    kept,
    overtaken: [],
    ...issueTexts(issues),
    canWrite: reading.canWrite && changes.length > 0,
  };
}

export function previewSummary({ errorCount, count, unchanged }: FigurePreview): string {
  if (errorCount > 0) return `${formatCount(BigInt(errorCount))} lỗi cần sửa; chưa ghi gì.`;
  if (count === 0 && unchanged === 0) return "Không có số nào để ghi: các ô số liệu còn trống.";
  if (count === 0) return "Không có thay đổi: biểu đã có đúng các số trong bảng.";
  return `${formatCount(BigInt(count))} thay đổi; xem rồi bấm Ghi vào biểu. Chưa ghi gì.`;
}

export type WriteOutcome =
  | { kind: "written"; message: string }
  /** Nothing was written; what is shown now is how things stand. */
  | { kind: "shown"; message: string; preview: FigurePreview }
  | { kind: "moved" };

/** Writes what was shown, if it is still so; `moved`: somebody was faster by a moment, read once more. */
export async function writeShown(
  reading: FigureReading,
  preview: FigurePreview,
  seen: string,
  unit: Unit,
  actor: Actor,
  now: Date,
): Promise<WriteOutcome> {
  const overtaken = overtakenBy(reading.changes, seen);
  if (overtaken.length > 0) return { kind: "shown", message: OVERTAKEN, preview: { ...preview, overtaken } };
  if (!preview.canWrite) return { kind: "shown", message: previewSummary(preview), preview };
  const { source, origin, sha256 } = preview.carried;
  const file = { source, origin, sha256, unchanged: reading.unchanged };
  const result = await saveFigureChanges(reading.changes, file, unit, actor, now);
  if (!result.ok) return { kind: "moved" };
  const forms = new Set(reading.changes.map(({ form }) => form.id)).size;
  return {
    kind: "written",
    message: `Đã ghi ${formatCount(BigInt(result.cells))} số vào ${formatCount(BigInt(forms))} biểu đang nhập.`,
  };
}

export const OVERTAKEN =
  "Có ô được người khác sửa sau lần xem trước. Chưa ghi gì: các thay đổi bên dưới đã tính lại; xem lại rồi ghi.";
