import { TableBox } from "@/components/ui/table";
import { Notice } from "@/components/ui/notice";
import type { CommunicationView, Times } from "@/lib/domain/dashboard-communication";
import { missingNotes, timesWords } from "@/lib/domain/communication-words";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import { shortPeriodName, type PeriodId } from "@/lib/domain/period";

type Props = { view: CommunicationView; period: PeriodId; base: PeriodId };

/** What was done to be heard, this month and this year, and how many times last year's it is. */
export function CommunicationBlock({ view, period, base }: Props) {
  if (view.kind === "nothing") return null;
  if (view.kind === "not-reported")
    return (
      <Notice kind="info">
        Đơn vị này không báo cáo chỉ tiêu truyền thông: chỉ huyện và BHXH cơ sở báo cáo.
      </Notice>
    );
  const notes = missingNotes(view.rows);
  return (
    <section aria-labelledby="communication-title">
      <TableBox
        title={<span id="communication-title">Truyền thông</span>}
        as="h2"
        note={`So với cùng kỳ: ${shortPeriodName(base)}.`}
        label="Truyền thông so với cùng kỳ"
      >
        <table className="data communication">
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                Hoạt động
              </th>
              <th scope="colgroup" colSpan={3} className="part">
                Trong kỳ {shortPeriodName(period)}
              </th>
              <th scope="colgroup" colSpan={3} className="part">
                Từ đầu năm
              </th>
            </tr>
            <tr>
              {["month", "year"].map((part) => (
                <Heads key={part} />
              ))}
            </tr>
          </thead>
          <tbody>
            {view.rows.map(({ id, month, year }) => (
              <tr key={id}>
                <th scope="row">
                  {INDICATORS[id].name} <small>{INDICATORS[id].unit}</small>
                </th>
                <Cells times={month} />
                <Cells times={year} />
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {notes.length > 0 && <p className="payers-note">{notes.join(" ")}</p>}
    </section>
  );
}

function Heads() {
  return (
    <>
      <th scope="col" className="n">
        Thực hiện
      </th>
      <th scope="col" className="n">
        So sánh
      </th>
      <th scope="col" className="n">
        Cùng kỳ
      </th>
    </>
  );
}

function Cells({ times }: { times: Times }) {
  return (
    <>
      <td className="n">
        {times.isProvisional ? (
          <span className="partial">{formatCount(times.value)}</span>
        ) : (
          formatCount(times.value)
        )}
      </td>
      <td className="n" {...(times.reason ? { title: times.reason } : {})}>
        {times.multiple ? <b>{timesWords(times)}</b> : NO_VALUE}
      </td>
      <td className="n">{formatCount(times.base)}</td>
    </>
  );
}
