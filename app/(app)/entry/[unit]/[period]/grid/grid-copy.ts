/** What goes out of the grid to the clipboard. */
import { toTsv } from "@/lib/domain/export-tsv";
import { STATUS_LABELS } from "@/lib/labels";
import type { GridStore } from "./grid-store";

export const COMPUTED = "cột tự tính";

export const statusCopy = (rows: number, columns: number) =>
  rows * columns === 1 ? "Đã chép 1 ô." : `Đã chép ${rows} dòng × ${columns} cột.`;

/** All rows with their heads. */
export function wholeCopy(store: GridStore): string {
  const { rows, columns } = store.view;
  return toTsv([
    ["Đơn vị", "Trạng thái", ...columns.map(({ name }) => name)],
    ...rows.map(({ unitName, status }, at) => [
      unitName,
      STATUS_LABELS[status],
      ...columns.map(({ id }) => store.plain(at, id)),
    ]),
  ]);
}
