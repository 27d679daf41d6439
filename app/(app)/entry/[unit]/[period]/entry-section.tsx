import { Fragment } from "react";
import type { ByIndicator, EntryCell, TypedCell } from "@/lib/domain/entry-cells";
import type { CellProblem } from "@/lib/domain/entry-problems";
import type { IndicatorId, ReportingKind } from "@/lib/domain/indicator";
import { EntryMessage } from "./entry-message";
import { DerivedRow, EntryRow } from "./entry-row";
import type { SectionView } from "./form-view";

/** "Tháng 11/2023", "10/2023", "11/2022", "2023". */
export type ColumnNames = { current: string; lastMonth: string; lastYear: string; year: string };

export type CellHandlers = {
  onType: (id: IndicatorId, patch: Partial<TypedCell>) => void;
  onLeave: (id: IndicatorId) => void;
  onFocus: (id: IndicatorId) => void;
  onResolve: (id: IndicatorId, side: "mine" | "theirs") => void;
};

type Props = CellHandlers & {
  section: SectionView;
  cells: ByIndicator<EntryCell>;
  problems: readonly CellProblem[];
  columns: ColumnNames;
  kind: ReportingKind;
  isAttempted: boolean;
  isEditable: boolean;
  activeId: IndicatorId | null;
};

export function EntrySection({
  section,
  cells,
  problems,
  columns,
  kind,
  isAttempted,
  activeId,
  ...rest
}: Props) {
  const { key, title, unit, rows } = section;
  return (
    <section className="panel" aria-labelledby={`s-${key}`}>
      <div className="table-head">
        <h2 id={`s-${key}`}>{title}</h2>
        {unit && <p>{unit}</p>}
      </div>
      <table className={key === "money" ? "data entry wide" : "data entry"}>
        <Head columns={columns} />
        <tbody>
          {rows.map((row) => {
            const cell = cells[row.id];
            if (row.kind === "derived" || !cell)
              return <DerivedRow key={row.id} row={row} cells={cells} kind={kind} />;
            const problem = problems.find(({ id, isBlank }) => id === row.id && (!isBlank || isAttempted));
            return (
              <Fragment key={row.id}>
                {row.heading && (
                  <tr className="group">
                    <th scope="colgroup" colSpan={7}>
                      {row.heading}
                    </th>
                  </tr>
                )}
                <EntryRow row={row} cell={cell} problem={problem} isActive={activeId === row.id} {...rest} />
                <EntryMessage row={row} cell={cell} problem={problem} {...rest} />
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Head({ columns }: { columns: ColumnNames }) {
  return (
    <thead>
      <tr>
        <th scope="col">Chỉ tiêu</th>
        <th scope="col" className="n">
          {columns.current}
        </th>
        <th scope="col">
          <span className="sr">Số ước, ghi chú</span>
        </th>
        <th scope="col" className="n">
          {columns.lastMonth}
        </th>
        <th scope="col" className="n">
          {columns.lastYear}
        </th>
        <th scope="col" className="n">
          Chỉ tiêu giao {columns.year}
        </th>
        <th scope="col" className="n">
          Còn thiếu
        </th>
      </tr>
    </thead>
  );
}
