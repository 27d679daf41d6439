import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Icon } from "@/components/ui/icon";
import type { QueueRow } from "@/lib/data/submissions";
import { formatInstant, type Day } from "@/lib/domain/day";
import { GROUP_LOOKS } from "./queue-looks";
import { byGroup, GROUP_NAMES, type Queue } from "./queue-view";
import { marksOf, standingWords } from "./queue-words";

type Props = { queue: Queue<QueueRow>; today: Day; withProvince: boolean };

/** One page of the queue, grouped in the order of what needs doing. */
export function QueueTable({ queue: { rows, counts }, today, withProvince }: Props) {
  const columns = withProvince ? 7 : 6;
  return (
    <div className="tablebox">
      <div className="scroll" tabIndex={0} role="region" aria-label="Danh sách chờ duyệt">
        <table className="data flat queue-table">
          <thead>
            <tr>
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
                <Row key={row.id} row={row} today={today} withProvince={withProvince} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </div>
  );
}

function Row({ row, today, withProvince }: { row: QueueRow; today: Day; withProvince: boolean }) {
  const { id, unit, provinceName, submittedAt, submittedBy, version } = row;
  return (
    <tr>
      <th scope="row">
        <Link href={`/submissions/${id}`}>{unit.shortName}</Link>
      </th>
      {withProvince && <td>{provinceName}</td>}
      <td>{standingWords(row, today)}</td>
      <td className="num">{submittedAt ? formatInstant(submittedAt) : <span className="quiet">–</span>}</td>
      <td>{submittedBy?.displayName}</td>
      <td className="n">{version > 0 && version}</td>
      <td>
        <Remarks row={row} />
      </td>
    </tr>
  );
}

function Remarks({ row }: { row: QueueRow }) {
  const { explanations, group } = row;
  return (
    <span className="remarks">
      {group === "waiting" && explanations > 0 && (
        <span className="status risk">
          <Icon name="warning" />
          {explanations} cảnh báo
        </span>
      )}
      {marksOf(row).map(({ kind, words }) => (
        <Badge key={kind} kind={kind}>
          {words}
        </Badge>
      ))}
    </span>
  );
}
