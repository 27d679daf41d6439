import Link from "next/link";
import { TableBox } from "@/components/ui/table";
import type { AuditRecord } from "@/lib/data/audit-list";
import { dayInVietnam, formatDay, timeInVietnam } from "@/lib/domain/day";
import { formatCount } from "@/lib/domain/number";
import { changeWords, eventWords, personWords, subjectHref, subjectWords, type ChangeWords } from "./words";

type Props = {
  entries: readonly AuditRecord[];
  /** Of a figure that was asked for. */
  indicator: string | null;
  may: { readsSubmissions: boolean; readsTargets: boolean };
  showsProvince: boolean;
};

/** So many values stand open; more are folded away. */
const OPEN = 3;
const SHOWN = 200;

export function AuditTable({ entries, indicator, may, showsProvince }: Props) {
  return (
    <TableBox
      as="h2"
      title="Các mục"
      note="Mới nhất ở trên. Mục đã ghi không sửa, không xóa được."
      label="Bảng nhật ký"
    >
      <table className="data flat audit-table">
        <thead>
          <tr>
            <th scope="col">Thời điểm</th>
            <th scope="col">Việc</th>
            <th scope="col">Thay đổi</th>
            <th scope="col">Lý do</th>
            <th scope="col">Chuỗi</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row" className="num">
                <time dateTime={entry.at.toISOString()}>
                  {timeInVietnam(entry.at)} <span>{formatDay(dayInVietnam(entry.at))}</span>
                </time>
              </th>
              <td>
                <b>{eventWords(entry.event)}</b>
                <span>
                  <Subject entry={entry} may={may} />
                </span>
                <small>{personWords(entry)}</small>
              </td>
              <td>
                <Changes changes={changeWords(entry, indicator)} isWithheld={entry.isWithheld} />
              </td>
              <td data-label="Lý do">{entry.reason ?? <span className="audit-none">–</span>}</td>
              <td data-label="Chuỗi">
                <small>
                  {showsProvince && `${entry.provinceName}, `}
                  <span className="audit-seq">mục {formatCount(entry.seq)}</span>
                </small>
                {entry.mac !== null && (
                  <details className="audit-mac">
                    <summary>Dấu</summary>
                    <code>{entry.mac}</code>
                  </details>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Subject({ entry, may }: { entry: AuditRecord; may: Props["may"] }) {
  const href = subjectHref(entry.subject, may);
  const words = subjectWords(entry);
  if (href === null) return words;
  return (
    <Link href={href} prefetch={false}>
      {words}
    </Link>
  );
}

function Changes({ changes, isWithheld }: { changes: readonly ChangeWords[]; isWithheld: boolean }) {
  const withheld = isWithheld && <small className="audit-withheld">Số liệu chưa duyệt, không hiển thị</small>;
  if (changes.length === 0) return withheld || <span className="audit-none">–</span>;
  const rows = changes.slice(0, SHOWN);
  const table = (
    <table className="audit-changes">
      <thead>
        <tr>
          <th scope="col">Nội dung</th>
          <th scope="col">Trước</th>
          <th scope="col">Sau</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, before, after }, index) => (
          <tr key={index}>
            <th scope="row">{label}</th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
  const rest = changes.length - rows.length;
  return (
    <>
      {changes.length <= OPEN ? (
        table
      ) : (
        <details>
          <summary>{formatCount(BigInt(changes.length))} giá trị</summary>
          {table}
          {rest > 0 && <small>Còn {formatCount(BigInt(rest))} giá trị: xem trong tệp tải xuống.</small>}
        </details>
      )}
      {withheld}
    </>
  );
}
