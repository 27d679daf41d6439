/** What of the numbers below is not final, in words: what is missing or carried, what was adjusted, what is open again. */
import {
  listed,
  NAMED,
  names,
  plain,
  strong,
  type Note,
  type NotePart,
  type NoteWork,
} from "./dashboard-note-parts";
import type { ChildRow } from "./dashboard-rows";
import type { Unit } from "./unit";

export function missing(rows: readonly ChildRow[]): Note | null {
  const without = rows.filter(({ view }) => view.measure.unknown > 0);
  const carried = rows.filter(({ view }) => view.measure.reporting.carried > 0);
  if (without.length === 0 && carried.length === 0) return null;
  const isWhole = (row: ChildRow) => row.unit.reportingKind !== null;
  const each = (list: readonly ChildRow[], count: (row: ChildRow) => number) =>
    listed(
      list.slice(0, NAMED).map((row) => ({ row, text: isWhole(row) ? "" : ` ${count(row)} đơn vị` })),
    ).concat(list.length > NAMED ? [plain(` và ${list.length - NAMED} nơi khác`)] : []);
  const parts: NotePart[] = [];
  if (without.length > 0)
    parts.push(
      strong("Chưa có số liệu: "),
      ...each(without, ({ view }) => view.measure.unknown),
      plain(". Tổng chưa đủ. "),
    );
  if (carried.length > 0)
    parts.push(
      strong("Lấy số kỳ trước: "),
      ...each(carried, ({ view }) => view.measure.reporting.carried),
      plain("."),
    );
  return { kind: "missing", parts };
}

export function adjusted(unit: Unit, rows: readonly ChildRow[], work: NoteWork): Note | null {
  const changed = rows.filter((row) => work.get(row.unit.id)?.isAdjusted);
  if (changed.length === 0) return null;
  // Below a province the mark is the province's own.
  if (unit.level !== "nation")
    return {
      kind: "adjusted",
      parts: [strong("Đã điều chỉnh: "), plain("số của kỳ này được sửa sau khi khóa.")],
    };
  return {
    kind: "adjusted",
    parts: [strong("Đã điều chỉnh: "), ...names(changed, "tỉnh"), plain(" sửa số của kỳ này sau khi khóa.")],
  };
}

export function reopened(rows: readonly ChildRow[], work: NoteWork): Note | null {
  const open = rows.filter((row) => (work.get(row.unit.id)?.reopened ?? 0) > 0);
  if (open.length === 0) return null;
  return {
    kind: "reopened",
    parts: [
      strong("Đang mở lại: "),
      ...listed(
        open.slice(0, NAMED).map((row) => ({
          row,
          text: row.unit.reportingKind === null ? ` ${work.get(row.unit.id)?.reopened ?? 0} biểu` : "",
        })),
      ),
      ...(open.length > NAMED ? [plain(` và ${open.length - NAMED} nơi khác`)] : []),
      plain("; vẫn tính bản đã duyệt gần nhất."),
    ],
  };
}
