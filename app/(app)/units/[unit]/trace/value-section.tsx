import type { UnitTrace } from "@/lib/data/trace";
import { gapWords } from "@/lib/domain/dashboard-measure";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount, formatSignedCount } from "@/lib/domain/number";
import { periodName, shortPeriodName } from "@/lib/domain/period";
import { MeasureBadges } from "@/components/figure/measure-badges";
import { amount, isMoney, unitOf } from "@/components/figure/format";
import { traceHref } from "@/app/(app)/units/[unit]/trace-href";
import { TraceLink } from "@/components/figure/trace-link";
import { FormulaLine, type TracePlace } from "./formula-line";
import { PartsTable } from "./parts-table";
import { Section } from "./section";
import { SourceFacts } from "./source-facts";
import { carriedWords, recordedWords } from "./words";

type Props = { trace: UnitTrace; place: TracePlace };

/** The number itself, and what it was made from: a formula, its months, the units below, or the figure of a form. */
export function ValueSection({ trace, place }: Props) {
  const { view, dashboard } = trace;
  const { chosen, context } = dashboard.view;
  const { id, measure } = chosen;
  const { value, inPeriod } = measure;
  return (
    <Section section="value">
      <p className="big">
        <b className="num">{amount(id, value)}</b> {value !== null && unitOf(id)}{" "}
        <MeasureBadges measure={measure} />
      </p>
      {isMoney(id) && value !== null && <p className="quiet">Chính xác: {formatCount(value)} đồng.</p>}
      {inPeriod !== null && (
        <p>
          Tính từ đầu năm; riêng {periodName(context.period)}: {amount(id, inPeriod)} {unitOf(id)}.
        </p>
      )}
      <p>{howWords(trace)}</p>
      <Stated trace={trace} />
      {view.value.derived && <FormulaLine formula={view.value.derived} place={place} />}
      <Months trace={trace} place={place} />
      <PartsTable trace={trace} place={place} />
      {view.value.isLeaf && <SourceFacts trace={trace} />}
    </Section>
  );
}

const NATURES = {
  stock: "Số tại ngày chốt số liệu",
  cumulative: "Số lũy kế từ ngày 01/01, đơn vị báo cáo thẳng, không cộng các tháng",
  flow: "Cộng số của từng kỳ từ ngày 01/01",
  derived: "Hệ thống tự tính từ các chỉ tiêu khác, không ai nhập",
} as const;

/** In a sentence: what the number is, and where it comes from. */
function howWords({ view, dashboard, carried }: UnitTrace): string {
  const { chosen, unit, before } = dashboard.view;
  const { measure, id } = chosen;
  const { reported, carried: taken, missing, expected } = measure.reporting;
  const nature = NATURES[INDICATORS[id].nature];
  if (measure.value === null)
    return expected === 0
      ? "Kỳ này không đơn vị nào phải báo cáo chỉ tiêu này."
      : `Chưa có số liệu: ${missing} trong ${expected} đơn vị chưa có số. Chỗ trống không tính là 0.`;
  if (before.length > 0)
    return `${nature}; đơn vị chưa thành lập trong kỳ này nên cộng số của các đơn vị sau này hợp nhất vào đó.`;
  if (view.value.isLeaf) {
    if (taken === 0) return `${nature}, theo biểu đã duyệt của đơn vị.`;
    const months = carriedWords(carried.get(unit.id) ?? []);
    return `${nature}. Kỳ này chưa có số được duyệt nên chuyển số của ${months || "kỳ trước"} sang: số gần nhất trong ba tháng, ${INDICATORS[id].nature === "cumulative" ? "cùng năm, " : ""}theo quy tắc chung.`;
  }
  const counts = [`${reported}/${expected} đơn vị đã duyệt`, ...gapWords(measure.reporting, "")];
  const gap = missing > 0 ? " Chỗ trống không tính là 0." : "";
  return `${nature}, cộng từ các đơn vị báo cáo: ${counts.join(", ")}.${gap}`;
}

/** The published total, shown or compared. */
function Stated({ trace: { dashboard, stated, files } }: Pick<Props, "trace">) {
  const { id, measure } = dashboard.view.chosen;
  const { isStated, sum, statedDifference, value } = measure;
  const when = stated ? ` Ghi nhận ${recordedWords(stated.recordedAt, null, files)}.` : "";
  if (isStated)
    return (
      <p>
        {`Số công bố đứng thay tổng vì còn đơn vị chưa có số.${when} Tổng các đơn vị đã có số: ${sum === null ? "chưa có" : `${amount(id, sum)} ${unitOf(id)}`}.`}
      </p>
    );
  if (statedDifference === null || value === null) return null;
  const published = value - statedDifference;
  return (
    <p>
      {`Số công bố: ${amount(id, published)} ${unitOf(id)}; tổng các đơn vị trừ số công bố: ${formatSignedCount(statedDifference)} ${INDICATORS[id].unit}.${when} Đủ đơn vị nên hiển thị tổng.`}
    </p>
  );
}

/** A flow is the sum of its periods since 1 January. */
function Months({ trace, place }: Props) {
  const { months } = trace.view.value;
  const { chosen, unit, context } = trace.dashboard.view;
  if (months.length < 2) return null;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Số từng kỳ từ đầu năm">
      <table className="data flat trace-table">
        <thead>
          <tr>
            <th scope="col">Kỳ</th>
            <th scope="col" className="n">
              Trong kỳ<small>{unitOf(chosen.id)}</small>
            </th>
            <th scope="col">Số liệu</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ period, measure }) => (
            <tr key={period}>
              <th scope="row">{shortPeriodName(period)}</th>
              <td className="n">
                {measure === null || period === context.period ? (
                  amount(chosen.id, measure?.value ?? null)
                ) : (
                  <TraceLink href={traceHref(place.selection, "value", { unit, period })}>
                    {amount(chosen.id, measure.value)}
                  </TraceLink>
                )}
              </td>
              <td>
                {measure === null ? (
                  "chưa có kỳ này"
                ) : (
                  <>
                    {measure.reporting.expected > 0 &&
                      `${measure.reporting.reported}/${measure.reporting.expected} đã duyệt `}
                    <MeasureBadges measure={measure} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">Từ đầu năm</th>
            <td className="n">{amount(chosen.id, chosen.measure.value)}</td>
            <td>
              {chosen.measure.absent.length > 0 && `${chosen.measure.absent.length} kỳ chưa có số liệu`}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
