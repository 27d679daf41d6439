import { formatCount, NO_VALUE } from "@/lib/domain/number";
import { STATUS_LABELS } from "@/lib/labels";
import type { GridStore } from "./grid-store";

/** Where the browser runs no script: the numbers to read, and a link to each unit's form. */
export function PlainTable({ store }: { store: GridStore }) {
  const { view, sheet } = store;
  return (
    <div className="tablebox">
      <p className="table-head">Lưới cần JavaScript để nhập. Mở biểu của từng đơn vị để nhập số.</p>
      <div className="scroll" tabIndex={0} role="region" aria-label="Số liệu của các đơn vị">
        <table className="data">
          <thead>
            <tr>
              <th scope="col">Đơn vị</th>
              <th scope="col">Trạng thái</th>
              {view.columns.map(({ id, short }) => (
                <th key={id} scope="col" className="n">
                  {short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.map(({ id, unitId, unitName, status }, at) => (
              <tr key={id}>
                <th scope="row">
                  <a href={`/entry/${unitId}/${view.period}`}>{unitName}</a>
                </th>
                <td>{STATUS_LABELS[status]}</td>
                {view.columns.map((column) => (
                  <td key={column.id} className="n">
                    {sheet.has(at, column.id) ? formatCount(sheet.value(at, column.id)) : NO_VALUE}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
