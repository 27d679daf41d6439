import type { ReactNode } from "react";
import { CopyTools } from "./copy-tools";

type Props = {
  title: string;
  /** Unit and axis: "Nghìn người. Trục đứng không bắt đầu từ 0." */
  note: string;
  /** "Bảng số liệu 24 tháng" */
  tableTitle: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** Where the numbers come from. */
  source: ReactNode;
  /** The drawing. It is decoration to a screen reader: the table says the same. */
  children: ReactNode;
};

/** The only way to put a chart on a page: it cannot be built without the table it draws and its source. */
export function ChartFigure({ title, note, tableTitle, head, rows, source, children }: Props) {
  return (
    <figure className="trendbox">
      <figcaption className="table-head">
        <h3>{title}</h3>
        <p>{note}</p>
        <CopyTools image />
      </figcaption>
      <div className="plot" aria-hidden="true">
        {children}
      </div>
      <p className="figure-source">{source}</p>
      <details className="twin">
        <summary>{tableTitle}</summary>
        <div className="scroll" tabIndex={0} role="region" aria-label={tableTitle}>
          <table className="data">
            <thead>
              <tr>
                {head.map((name, index) => (
                  <th key={name} scope="col" className={index === 0 ? undefined : "n"}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells }) => (
                <tr key={key}>
                  {cells.map((cell, index) =>
                    index === 0 ? (
                      <th key={head[index]} scope="row">
                        {cell}
                      </th>
                    ) : (
                      <td key={head[index]} className="n">
                        {cell}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
