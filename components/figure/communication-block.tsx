import { TableBox } from "@/components/ui/table";
import { Notice } from "@/components/ui/notice";
import type { CommunicationView, Times } from "@/lib/domain/dashboard-communication";
import { missingNotes, timesWords } from "@/lib/domain/communication-words";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import type { TraceSection } from "@/lib/domain/trace-formula";
import { formatCount, NO_VALUE } from "@/lib/domain/number";
import { shortPeriodName, type PeriodId } from "@/lib/domain/period";
import { traced } from "./trace-link";

type Props = {
  view: CommunicationView;
  period: PeriodId;
  base: PeriodId;
  /** Where a number of an indicator is explained. */
  traceTo: (section: TraceSection, indicator: IndicatorId, period: PeriodId) => string;
};

/** What was done to be heard, this month and this year, and how many times last year's it is. */
export function CommunicationBlock({ view, period, base, traceTo }: Props) {
  if (view.kind === "nothing") return null;
  if (view.kind === "not-reported")
    return (
      <Notice kind="info">
        Đơn vị này không báo cáo chỉ tiêu truyền thông: chỉ huyện và BHXH cơ sở báo cáo.
      </Notice>
    );
  const notes = missingNotes(view.rows);
  const shared = { period, base, traceTo };
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
                <Cells times={month} id={id} isFirst {...shared} />
                <Cells times={year} id={id} {...shared} />
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

type CellsProps = Omit<Props, "view"> & { times: Times; id: IndicatorId; isFirst?: boolean };

function Cells({ times, id, isFirst = false, period, base, traceTo }: CellsProps) {
  const now = traced(
    formatCount(times.value),
    times.value !== null && traceTo("value", id, period),
    !isFirst,
  );
  return (
    <>
      <td className="n">{times.isProvisional ? <span className="partial">{now}</span> : now}</td>
      <td className="n" {...(times.reason ? { title: times.reason } : {})}>
        {traced(times.multiple ? <b>{timesWords(times)}</b> : NO_VALUE, traceTo("compare", id, period))}
      </td>
      <td className="n">
        {traced(formatCount(times.base), times.base !== null && traceTo("value", id, base))}
      </td>
    </>
  );
}
