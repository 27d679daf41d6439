import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import type { QueueRow } from "@/lib/data/submissions";
import type { Day } from "@/lib/domain/day";
import { GROUP_LOOKS } from "./queue-looks";
import { byGroup, GROUP_NAMES } from "./queue-view";
import { marksOf, punctualityWords, queueWords } from "./queue-words";

type Props = { rows: readonly QueueRow[]; today: Day; currentId?: string };

/** The queue in the order of what needs doing; each row leads to its submission. */
export function QueueList({ rows, today, currentId }: Props) {
  return byGroup(rows).map(({ group, rows: own }) => (
    <div key={group}>
      <h3 className={`qh ${GROUP_LOOKS[group].name}`}>
        <Icon name={GROUP_LOOKS[group].icon} />
        {GROUP_NAMES[group]}
        <span className="num">{own.length}</span>
      </h3>
      <ul>
        {own.map((row) => (
          <li key={row.id} className={GROUP_LOOKS[group].name}>
            <Link
              href={`/submissions/${row.id}`}
              {...(row.id === currentId ? { "aria-current": "true" } : {})}
            >
              <b>{row.unit.shortName}</b>
              <span>{queueWords(row, today)}</span>
              <em>{row.version > 0 && `bản ${row.version}`}</em>
              <Remark row={row} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}

function Remark({ row }: { row: QueueRow }) {
  const { group, explanations, isOnTime } = row;
  if (group === "waiting" && explanations > 0) {
    return (
      <i className="risk">
        <Icon name="warning" />
        {explanations} giải thích
      </i>
    );
  }
  const more = [
    group === "returned" && "chờ đơn vị sửa",
    ...marksOf(row).map(({ words }) => words),
    isOnTime === false && group !== "late" && punctualityWords(isOnTime),
  ];
  return <i className="quiet">{more.filter(Boolean).join(", ")}</i>;
}
