import { DownloadMenu } from "@/components/ui/download-menu";
import type { ExportTableName } from "@/lib/domain/export-table";
import { queryOf, type Selection } from "./selection";

type Props = { selection: Selection; tables: readonly ExportTableName[] };

const LABELS: Record<ExportTableName, string> = {
  children: "Bảng đơn vị",
  indicators: "Tất cả chỉ tiêu",
  trend: "Diễn biến",
};

/** The tables of the current selection as files. */
export function UnitDownloads({ selection, tables }: Props) {
  const href = (table: ExportTableName, format: string) =>
    `/api/v1/units/${encodeURIComponent(selection.unitId)}/export?${new URLSearchParams({
      ...queryOf({ ...selection, pick: null }),
      table,
      format,
    })}`;
  return (
    <DownloadMenu
      tables={tables.map((table) => ({ label: LABELS[table], href: (format) => href(table, format) }))}
    />
  );
}
