import type { UnitTrace } from "@/lib/data/trace";
import { formatDay } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import type { PaceTrace, PositionTrace } from "@/lib/domain/trace-pace";
import { remainingWords } from "@/lib/domain/wording";
import { progressWords } from "@/components/figure/progress-words";
import { traceHref } from "@/app/(app)/units/[unit]/trace-href";
import { TraceLink } from "@/components/figure/trace-link";
import { Formulas, type TracePlace } from "./formula-line";
import { Section } from "./section";

type Props = { trace: UnitTrace; place: TracePlace };

/** Where the value should be by now, the rule of the status, and the pace that is needed and reached. */
export function PaceSection({ trace, place }: Props) {
  const { positions, unplaced, pace, reason, below } = trace.view.pace;
  const { chosen } = trace.dashboard.view;
  return (
    <Section section="pace">
      {unplaced && <p>{unplaced}.</p>}
      {positions.map((one) => (
        <Position
          key={`${one.view.target.issuer} ${one.view.target.kind}`}
          one={one}
          direction={INDICATORS[chosen.id].direction}
          place={place}
        />
      ))}
      <article>
        <h3>Tốc độ theo chỉ tiêu chính</h3>
        {pace === null ? (
          <p>{reason}.</p>
        ) : (
          <>
            <Formulas formulas={pace.formulas} place={place} />
            <p className="quiet">
              Ngày làm việc: từ thứ Hai đến thứ Sáu, sau ngày chốt đến hết 31/12, trừ ngày nghỉ
              {holidayWords(trace, pace)}.
            </p>
          </>
        )}
      </article>
      {below && <Below trace={trace} below={below} place={place} />}
    </Section>
  );
}

const holidayWords = ({ holidays }: UnitTrace, { holidays: days }: NonNullable<PaceTrace["pace"]>) =>
  days.length === 0
    ? " (không có ngày nào)"
    : ` (${days.map((day) => `${formatDay(day)} ${holidays.get(day) ?? ""}`.trim()).join("; ")})`;

type PositionProps = { one: PositionTrace; direction: "higher" | "lower"; place: TracePlace };

function Position({ one, direction, place }: PositionProps) {
  const { target, progress } = one.view;
  return (
    <article>
      <h3>
        {direction === "lower" ? "Mức giao" : "Mức cần có"} theo chỉ tiêu của {target.issuer}
        {progress && `: ${progressWords(progress, direction).toLowerCase()}`}
      </h3>
      <Formulas formulas={one.formulas} place={place} />
      {one.note && <p className="quiet">{one.note}</p>}
    </article>
  );
}

type BelowProps = Props & { below: NonNullable<PaceTrace["below"]> };

/** What remains of each unit below: net lets one unit's surplus fill another's gap, gross does not. */
function Below({ trace, below, place }: BelowProps) {
  const { id } = trace.dashboard.view.chosen;
  const { over, rows } = below;
  const say = (value: bigint) => remainingWords(value, INDICATORS[id]);
  return (
    <article>
      <h3>Còn thiếu của các đơn vị bên dưới</h3>
      <details>
        <summary>
          {`Gộp ${formatCount(over.gross)} của ${over.units} đơn vị chưa đạt; ròng ${formatCount(over.net)} (${INDICATORS[id].unit}), tính trên ${rows.length} đơn vị được giao`}
        </summary>
        <div className="scroll" tabIndex={0} role="region" aria-label="Còn thiếu của từng đơn vị">
          <table className="data flat trace-table">
            <thead>
              <tr>
                <th scope="col">Đơn vị</th>
                <th scope="col" className="n">
                  Chỉ tiêu trừ thực hiện<small>{INDICATORS[id].unit}</small>
                </th>
                <th scope="col">Nghĩa là</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ row: { unit }, remaining }) => (
                <tr key={unit.id}>
                  <th scope="row">{unit.shortName}</th>
                  <td className="n">
                    <TraceLink href={traceHref(place.selection, "plan", { unit })}>
                      {formatCount(remaining)}
                    </TraceLink>
                  </td>
                  <td>{say(remaining)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr className="total">
                <th scope="row">Ròng: cộng tất cả</th>
                <td className="n">{formatCount(over.net)}</td>
                <td>phần vượt của đơn vị này bù phần thiếu của đơn vị kia</td>
              </tr>
              <tr className="total">
                <th scope="row">Gộp: chỉ đơn vị chưa đạt</th>
                <td className="n">{formatCount(over.gross)}</td>
                <td>{over.units} đơn vị</td>
              </tr>
            </tfoot>
          </table>
        </div>
      </details>
    </article>
  );
}
