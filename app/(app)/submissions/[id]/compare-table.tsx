import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Answer, CompareRow, CompareView, Comparison } from "./compare-view";

type Props = {
  view: CompareView;
  versionName: string;
  lastMonthName: string;
  lastYearName: string;
  showsAll: boolean;
  /** The same page with all rows, or with the notable ones only. */
  otherHref: string;
  /** Where a figure is spoken about; null for those who only read. */
  commentHref: ((id: IndicatorId) => string) | null;
};

/** This version beside the one before, last month and the same month last year. */
export function CompareTable(props: Props) {
  const { view, versionName, lastMonthName, lastYearName, showsAll, otherHref, commentHref } = props;
  const { beforeName, betweenName, sections, total, notable } = view;
  const columns = (beforeName === null ? 4 : 6) + (betweenName === null ? 0 : 1);
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
              {betweenName !== null && (
                <th scope="col" className="n">
                  {betweenName}
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
                <Row key={row.id} row={row} columns={columns} commentHref={commentHref} />
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

type RowProps = Pick<Props, "commentHref"> & { row: CompareRow; columns: number };

function Row({ row, columns, commentHref }: RowProps) {
  const { id, name, isPart, before, between, value, isEstimate, note, isValueChanged, isWarned } = row;
  const isMarked = row.isChanged || row.isEdited;
  return (
    <>
      <tr id={`i-${id}`} className={[isMarked && "changed", isWarned && "warned"].filter(Boolean).join(" ")}>
        <th scope="row" className={isPart ? "child" : undefined}>
          {isWarned && (
            <>
              <Icon name="warning" className="i risk" />
              <span className="sr">Có cảnh báo: </span>
            </>
          )}
          {name}
          <CommentLink row={row} commentHref={commentHref} />
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
        {between !== null && (
          <td className="n old">
            {between.isEstimate && <Badge kind="estimate">ước</Badge>}{" "}
            {row.isEdited ? <del>{between.value}</del> : between.value}
          </td>
        )}
        <td className="n strong">
          {between !== null && row.isEdited && (
            <span className="edited">
              <Icon name="pen" />
              <span className="sr">Sửa so với bản trước: </span>
            </span>
          )}
          {isEstimate && <Badge kind="estimate">ước</Badge>} {isValueChanged ? <ins>{value}</ins> : value}
        </td>
        {before !== null && <td className="n">{row.change ?? <span className="quiet">–</span>}</td>}
        <Against comparison={row.lastMonth} />
        <Against comparison={row.lastYear} />
      </tr>
      {row.answer && <AnswerRow answer={row.answer} columns={columns} />}
    </>
  );
}

/** Always there for the keyboard and on touch screens, else when the row is pointed at. */
function CommentLink({ row: { id, name, comments }, commentHref }: Pick<RowProps, "row" | "commentHref">) {
  if (comments > 0) {
    return (
      <a className="comment-link" href={commentHref?.(id) ?? `#c-${id}`}>
        {comments} ý kiến
      </a>
    );
  }
  if (commentHref === null) return null;
  return (
    <Link className="comment-link faint" href={commentHref(id)} aria-label={`Ghi ý kiến về ${name}`}>
      ghi ý kiến
    </Link>
  );
}

/** What the checks ask about the figure above, and what the unit answered. */
function AnswerRow({ answer: { messages, explanation, by }, columns }: { answer: Answer; columns: number }) {
  return (
    <tr className="answer-row">
      <td colSpan={columns}>
        {messages.length > 0 && <p>{messages.join(" ")}</p>}
        <blockquote>
          <p>{explanation ?? "Không có giải thích."}</p>
          {explanation && by && <footer>{by} giải thích</footer>}
        </blockquote>
      </td>
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
