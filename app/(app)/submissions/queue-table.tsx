import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { QueueRow } from "@/lib/data/submissions";
import { formatInstant, type Day } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import { pickField } from "./bulk-fields";
import { GROUP_LOOKS } from "./queue-looks";
import { pickOf, type Pick as RowPick } from "./queue-pick";
import { byGroup, GROUP_NAMES, type Queue } from "./queue-view";
import { marksOf, standingWords } from "./queue-words";

type Props = {
  queue: Queue<QueueRow>;
  today: Day;
  withProvince: boolean;
  actor: Actor;
  /** Remarks on figures, by the id of the submission. */
  comments: ReadonlyMap<string, number>;
};

/** One page of the queue, grouped in the order of what needs doing. */
export function QueueTable({ queue: { rows, counts }, today, withProvince, actor, comments }: Props) {
  const columns = withProvince ? 8 : 7;
  return (
    <div className="tablebox">
      <div className="scroll" tabIndex={0} role="region" aria-label="Danh sách chờ duyệt">
        <table className="data flat queue-table">
          <thead>
            <tr>
              <th scope="col" className="picks">
                <span className="sr">Chọn</span>
              </th>
              <th scope="col">Đơn vị</th>
              {withProvince && <th scope="col">Tỉnh, thành phố</th>}
              <th scope="col">Tình trạng</th>
              <th scope="col">Nộp lúc</th>
              <th scope="col">Người nộp</th>
              <th scope="col" className="n">
                Bản
              </th>
              <th scope="col">Lưu ý</th>
            </tr>
          </thead>
          {byGroup(rows).map(({ group, rows: own }) => (
            <tbody key={group}>
              <tr className={`group ${GROUP_LOOKS[group].name}`}>
                <th scope="colgroup" colSpan={columns}>
                  <span className="status">
                    <Icon name={GROUP_LOOKS[group].icon} />
                    {GROUP_NAMES[group]}
                    <span className="num">{counts[group]}</span>
                  </span>
                </th>
              </tr>
              {own.map((row) => (
                <Row
                  key={row.id}
                  row={row}
                  today={today}
                  withProvince={withProvince}
                  pick={pickOf(row, actor, today)}
                  comments={comments.get(row.id) ?? 0}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </div>
  );
}

type RowProps = Pick<Props, "today" | "withProvince"> & { row: QueueRow; pick: RowPick; comments: number };

function Row({ row, today, withProvince, pick, comments }: RowProps) {
  const { id, unit, provinceName, submittedAt, submittedBy, version, lockVersion } = row;
  return (
    <tr>
      <td className="picks">
        {pick && (
          <input
            type="checkbox"
            {...(pick.isOpen ? { name: pickField(id), value: lockVersion } : { disabled: true })}
            {...(pick.isOpen ? {} : { "aria-describedby": `why-${id}` })}
            aria-label={`Chọn ${unit.shortName}`}
          />
        )}
      </td>
      <th scope="row">
        <Link href={`/submissions/${id}`}>{unit.shortName}</Link>
      </th>
      {withProvince && <td>{provinceName}</td>}
      <td>{standingWords(row, today)}</td>
      <td className="num">{submittedAt ? formatInstant(submittedAt) : <span className="quiet">–</span>}</td>
      <td>{submittedBy?.displayName}</td>
      <td className="n">{version > 0 && version}</td>
      <td>
        <Remarks row={row} comments={comments} />
        {pick && !pick.isOpen && (
          <small className="quiet" id={`why-${id}`}>
            {pick.why}
          </small>
        )}
      </td>
    </tr>
  );
}

function Remarks({ row, comments }: Pick<RowProps, "row" | "comments">) {
  const { explanations, group } = row;
  return (
    <span className="remarks">
      {group === "waiting" && explanations > 0 && (
        <span className="status risk">
          <Icon name="warning" />
          {explanations} giải thích
        </span>
      )}
      {comments > 0 && (
        <Link className="quiet" href={`/submissions/${row.id}#comments`}>
          {comments} ý kiến
        </Link>
      )}
      {marksOf(row).map(({ kind, words }) => (
        <Badge key={kind} kind={kind}>
          {words}
        </Badge>
      ))}
    </span>
  );
}
