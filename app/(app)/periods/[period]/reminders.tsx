import { CopyText } from "@/components/ui/copy-text";
import { TableBox } from "@/components/ui/table";
import type { Day } from "@/lib/domain/day";
import type { PeriodId } from "@/lib/domain/period";
import { telHref } from "@/lib/domain/phone";
import { reminderForAll, reminderText, type Owed, type Reminded } from "@/lib/domain/reminder";

type Props = { rows: readonly Reminded[]; period: PeriodId; dueOn: Day; today: Day };

const OWED: Record<Owed, string> = {
  submit: "Chưa nộp",
  resubmit: "Bị trả lại, chưa nộp lại",
  sign: "Chưa ký chốt",
};

/** Who is awaited, whom to call, and what to say. */
export function Reminders({ rows, ...about }: Props) {
  const isOneProvince = new Set(rows.map(({ provinceName }) => provinceName)).size === 1;
  if (rows.length === 0) return null;
  return (
    <TableBox
      as="h2"
      title="Cần nhắc"
      note={
        rows.filter(({ owed }) => owed === "sign").length > 1
          ? `${rows.length} nơi chưa hoàn thành. Mở từng tỉnh để nhắc từng đơn vị.`
          : `${rows.length} nơi chưa hoàn thành.`
      }
      label="Đơn vị cần nhắc, người phụ trách và số điện thoại"
    >
      <details className="remind-all">
        <summary>Lời nhắc chung cho tất cả</summary>
        <CopyText text={reminderForAll(rows, about)} label="Chép lời nhắc chung" />
      </details>
      <table className="data flat remind-table">
        <thead>
          <tr>
            <th scope="col">Nơi</th>
            <th scope="col">Việc</th>
            <th scope="col">Người phụ trách</th>
            <th scope="col">Lời nhắc</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unitId}>
              <th scope="row">
                {row.unitName}
                {!isOneProvince && row.provinceName !== row.unitName && <small>{row.provinceName}</small>}
              </th>
              <td>{OWED[row.owed]}</td>
              <td>
                <People contacts={row.contacts} />
              </td>
              <td>
                <details className="remind-one">
                  <summary>
                    Xem<span className="sr"> lời nhắc {row.unitName}</span>
                  </summary>
                  <CopyText text={reminderText(row, about)} label="Chép" about={`lời nhắc ${row.unitName}`} />
                </details>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function People({ contacts }: Pick<Reminded, "contacts">) {
  if (contacts.length === 0) return <span className="quiet">chưa có tài khoản phụ trách</span>;
  return (
    <ul className="contacts">
      {contacts.map(({ name, phone }) => (
        <li key={`${name}${phone}`}>
          {name}{" "}
          {phone ? (
            <a className="num" href={telHref(phone)}>
              {phone}
            </a>
          ) : (
            <span className="quiet">chưa có số điện thoại</span>
          )}
        </li>
      ))}
    </ul>
  );
}
