/** What the page hands to the grid: what the data layer gave, with every number as a decimal string. */
import { targetView, texts, values, type TargetView } from "@/app/(app)/entry/[unit]/[period]/form-view";
import type { GridRow, ProvinceGrid } from "@/lib/data/grid";
import type { CheckContext } from "@/lib/domain/checks";
import { dayInVietnam, type Day } from "@/lib/domain/day";
import type { ByIndicator, SeenCell } from "@/lib/domain/entry-cells";
import { derivedFormula, entrySections } from "@/lib/domain/entry-form";
import { indicator, type IndicatorId, type ReportingKind } from "@/lib/domain/indicator";
import type { Actor } from "@/lib/domain/policy";
import { isDerivedId } from "@/lib/domain/rollup";
import { canEnter, lockReason, type SubmissionStatus } from "@/lib/domain/submission";
import { SUBMISSION_REFUSALS } from "@/lib/refusals";

export type GridColumn = {
  id: IndicatorId;
  isDerived: boolean;
  name: string;
  short: string;
  definition: string;
  /** Of a derived column. */
  formula: string | null;
};

export type GridRowView = {
  /** Of the submission. */
  id: string;
  unitId: string;
  unitName: string;
  kind: ReportingKind;
  status: SubmissionStatus;
  lockVersion: number;
  /** Why this person may not type here now; null if they may. */
  refusal: string | null;
  /** Only cells that hold something or are typed; the others of the unit are in `entered`. */
  draft: ByIndicator<SeenCell>;
  elsewhere: { filled: number; asked: number };
  lastMonth: ByIndicator<string>;
  lastYear: ByIndicator<string>;
  earlierThisYear: ByIndicator<string>;
  population: string | null;
  targets: ByIndicator<TargetView>;
};

export type GridView = {
  province: string;
  period: string;
  asOf: Day;
  /** When it was read, an ISO instant of the server. */
  at: string;
  section: { key: string; title: string; unit: string | null };
  columns: GridColumn[];
  /** What the units of each kind enter, and what the period asks of them, within this section. */
  entered: Partial<Record<ReportingKind, IndicatorId[]>>;
  required: Partial<Record<ReportingKind, IndicatorId[]>>;
  bounds: ByIndicator<CheckContext["bounds"][IndicatorId]>;
  rows: GridRowView[];
};

const text = (value: bigint | null) => (value === null ? null : String(value));
const BLANK: SeenCell = { version: 0, value: null, isEstimate: false, note: "", explanation: "" };
const READ_ONLY = "Tài khoản này chỉ xem, không nhập số liệu.";

type Section = ReturnType<typeof entrySections>[number];
type Shown = {
  province: string;
  period: string;
  section: Section;
  grid: ProvinceGrid;
  actor: Actor;
  now: Date;
};

export function toGridView({ province, period, section, grid, actor, now }: Shown): GridView {
  const { rows, required, bounds } = grid;
  const kinds = [...new Set(rows.map(({ submission }) => submission.unit.reportingKind))];
  const inSection = new Set(section.rows.map(({ id }) => id));
  const enteredOf = (kind: ReportingKind) =>
    rows
      .find(({ submission }) => submission.unit.reportingKind === kind)
      ?.cells.map(({ indicator: id }) => id) ?? [];
  const [kind = "district"] = kinds;
  const today = dayInVietnam(now);
  return {
    province,
    period,
    at: now.toISOString(),
    asOf: rows[0]?.submission.asOf ?? period,
    section: { key: section.key, title: section.title, unit: section.unit },
    columns: section.rows.map(({ id }) => toColumn(id, kind)),
    entered: Object.fromEntries(kinds.map((one) => [one, enteredOf(one)])),
    required: Object.fromEntries(kinds.map((one) => [one, required(one).filter((id) => inSection.has(id))])),
    bounds: Object.fromEntries([...inSection].map((id) => [id, bounds[id]])),
    rows: rows.map((row) => toRow(row, actor, today)),
  };
}

function toColumn(id: IndicatorId, kind: ReportingKind): GridColumn {
  const { name, short, definition } = indicator(id);
  const isDerived = isDerivedId(id);
  return { id, isDerived, name, short, definition, formula: isDerived ? derivedFormula(id, kind) : null };
}

function toRow(
  { submission, cells, elsewhere, earlierThisYear, population }: GridRow,
  actor: Actor,
  today: Day,
): GridRowView {
  const { id, unit, unitId, status, lockVersion } = submission;
  const lock = lockReason(submission, today);
  const refusal = lock ? SUBMISSION_REFUSALS[lock] : canEnter(submission, actor, today) ? null : READ_ONLY;
  const held = cells.filter(
    ({ value, version, note, explanation }) => value !== null || version > 0 || note || explanation,
  );
  const digits = (side: "lastMonth" | "sameMonthLastYear") =>
    Object.fromEntries(
      cells.flatMap((cell) => {
        const value = cell[side];
        return value === null ? [] : [[cell.indicator, String(value)]];
      }),
    );
  return {
    id,
    unitId,
    unitName: unit.shortName,
    kind: unit.reportingKind,
    status,
    lockVersion,
    refusal,
    draft: Object.fromEntries(held.map((cell) => [cell.indicator, toSeen(cell)])),
    elsewhere,
    lastMonth: digits("lastMonth"),
    lastYear: digits("sameMonthLastYear"),
    earlierThisYear: texts(earlierThisYear),
    population: text(population),
    targets: Object.fromEntries(
      cells.flatMap((cell) => {
        const target = targetView(cell);
        return target ? [[cell.indicator, target]] : [];
      }),
    ),
  };
}

function toSeen({ version, value, isEstimate, note, explanation }: GridRow["cells"][number]): SeenCell {
  return { version, value: text(value), isEstimate, note: note ?? "", explanation: explanation ?? "" };
}

/** Every cell of the row, empty ones too. */
export function draftOf({ entered }: GridView, row: GridRowView): ByIndicator<SeenCell> {
  return Object.fromEntries((entered[row.kind] ?? []).map((id) => [id, row.draft[id] ?? BLANK]));
}

/** What the checks of the row compare with, within the section. */
export function contextOf(view: GridView, row: GridRowView): CheckContext {
  return {
    kind: row.kind,
    asOf: view.asOf,
    required: view.required[row.kind] ?? [],
    lastMonth: values(row.lastMonth),
    sameMonthLastYear: values(row.lastYear),
    earlierThisYear: values(row.earlierThisYear),
    population: row.population === null ? null : BigInt(row.population),
    bounds: view.bounds as CheckContext["bounds"],
  };
}
