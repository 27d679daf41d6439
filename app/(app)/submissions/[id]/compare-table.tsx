import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { CompareRow, CompareView, Comparison } from "./compare-view";

type Props = {
  view: CompareView;
  versionName: string;
  lastMonthName: string;
  lastYearName: string;
  showsAll: boolean;
  /** The same page with all rows, or with the notable ones only. */
  otherHref: string;
};

/** This version beside the one before, last month and the same month last year. */
export function CompareTable({ view, versionName, lastMonthName, lastYearName, showsAll, otherHref }: Props) {
  const { beforeName, sections, total, notable } = view;
  const columns = beforeName === null ? 4 : 6;
  return (
    <>
      <div className="table-head tight">
        <h3>{beforeName === null ? "Số liệu của bản này" : "Khác bản trước và tháng trước"}</h3>
        {beforeName !== null && (
          <p>
            {showsAll ? `Đủ ${total} chỉ tiêu. ` : "Chỉ hiện ô đổi hoặc có cảnh báo. "}
            <Link href={otherHref} scroll={false}>
              {showsAll ? `Chỉ xem ${notable} ô đổi hoặc có cảnh báo` : `Xem đủ ${total} chỉ tiêu`}
            </Link>
          </p>
        )}
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label="Bảng số liệu của bản này">
        <table className="data compare">
          <thead>
            <tr>
              <th scope="col">Chỉ tiêu</th>
              {beforeName !== null && (
                <th scope="col" className="n">
                  {beforeName}
                </th>
              )}
              <th scope="col" className="n">
                {versionName}
              </th>
              {beforeName !== null && (
                <th scope="col" className="n">
                  Đổi
                </th>
              )}
              <th scope="col" className="n">
                {lastMonthName}
              </th>
              <th scope="col" className="n">
                {lastYearName}
              </th>
            </tr>
          </thead>
          {sections.map(({ key, title, rows }) => (
            <tbody key={key}>
              <tr className="group">
                <th scope="colgroup" colSpan={columns}>
                  {title}
                </th>
              </tr>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </tbody>
          ))}
          {sections.length === 0 && (
            <tbody>
              <tr>
                <td colSpan={columns}>Không có ô nào đổi hoặc có cảnh báo.</td>
              </tr>
            </tbody>
          )}
        </table>
      </div>
    </>
  );
}

function Row({ row }: { row: CompareRow }) {
  const { name, isPart, before, value, isEstimate, note, isChanged, isValueChanged, isWarned } = row;
  return (
    <tr className={[isChanged && "changed", isWarned && "warned"].filter(Boolean).join(" ")}>
      <th scope="row" className={isPart ? "child" : undefined}>
        {isWarned && (
          <>
            <Icon name="warning" className="i risk" />
            <span className="sr">Có cảnh báo: </span>
          </>
        )}
        {name}
        {note && <small className="note-text">Ghi chú: {note}</small>}
        {before?.note && (
          <small className="note-text">
            Ghi chú trước: <del>{before.note}</del>
          </small>
        )}
      </th>
      {before !== null && (
        <td className="n old">
          {before.isEstimate && <Badge kind="estimate">ước</Badge>}{" "}
          {isValueChanged ? <del>{before.value}</del> : before.value}
        </td>
      )}
      <td className="n strong">
        {isEstimate && <Badge kind="estimate">ước</Badge>} {isValueChanged ? <ins>{value}</ins> : value}
      </td>
      {before !== null && <td className="n">{row.change ?? <span className="quiet">–</span>}</td>}
      <Against comparison={row.lastMonth} />
      <Against comparison={row.lastYear} />
    </tr>
  );
}

function Against({ comparison: { value, change } }: { comparison: Comparison }) {
  return (
    <td className="n">
      {value}
      {change && <small>{change}</small>}
    </td>
  );
}
