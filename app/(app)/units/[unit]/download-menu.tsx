import { Icon } from "@/components/ui/icon";
import type { ExportTableName } from "@/lib/domain/export-table";
import { queryOf, type Selection } from "./selection";

type Props = { selection: Selection; tables: readonly ExportTableName[] };

const LABELS: Record<ExportTableName, string> = {
  children: "Bảng đơn vị",
  indicators: "Tất cả chỉ tiêu",
  trend: "Diễn biến",
};

/** Plain links to files of the current selection; a `details` element opens without JavaScript. */
export function DownloadMenu({ selection, tables }: Props) {
  const href = (table: ExportTableName, format: string) =>
    `/api/v1/units/${encodeURIComponent(selection.unitId)}/export?${new URLSearchParams({
      ...queryOf({ ...selection, pick: null }),
      table,
      format,
    })}`;
  return (
    <details className="download">
      <summary className="button">
        <Icon name="download" />
        Tải về
      </summary>
      <div className="menu">
        {tables.map((table) => (
          <p key={table}>
            <b>{LABELS[table]}</b>
            <a href={href(table, "xlsx")}>
              Excel<span className="sr"> {LABELS[table]}</span>
            </a>
            <a href={href(table, "csv")}>
              CSV<span className="sr"> {LABELS[table]}</span>
            </a>
          </p>
        ))}
      </div>
    </details>
  );
}
