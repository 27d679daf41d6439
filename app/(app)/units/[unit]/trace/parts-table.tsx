import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import type { UnitTrace } from "@/lib/data/trace";
import type { TracePart, TraceParts } from "@/lib/domain/trace-value";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { formatCount } from "@/lib/domain/number";
import { isReportingUnit } from "@/lib/domain/unit";
import { unitOf } from "@/components/figure/format";
import { traceHref } from "@/app/(app)/units/[unit]/trace-href";
import { TraceLink } from "@/components/figure/trace-link";
import type { TracePlace } from "./formula-line";
import { carriedWords } from "./words";

type Props = { trace: UnitTrace; place: TracePlace };

/** The units that were added, each leading to its own explanation; its foot is the number that is shown. */
export function PartsTable({ trace, place }: Props) {
  const { dashboard, view } = trace;
  const { parts } = view.value;
  if (!dashboard.hasReadableChildren && parts?.kind !== "predecessors")
    return (
      <Notice kind="info">Số của từng huyện, cơ sở của tỉnh khác chỉ tỉnh đó và Trung ương xem được.</Notice>
    );
  if (parts === null) return null;
  const { chosen } = dashboard.view;
  const isFlow = INDICATORS[chosen.id].nature === "flow";
  const label = parts.kind === "children" ? "Các đơn vị được cộng" : "Các đơn vị khi đó được cộng";
  // Every đồng is said: rounded numbers would not add up.
  const unit = INDICATORS[chosen.id].unit;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="data trace-table">
        <caption className="h3">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Đơn vị</th>
            {isFlow && (
              <th scope="col" className="n">
                Trong kỳ<small>{unit}</small>
              </th>
            )}
            <th scope="col" className="n">
              {isFlow ? "Từ đầu năm" : "Cộng vào"}
              <small>{unit}</small>
            </th>
            <th scope="col">Số liệu</th>
          </tr>
        </thead>
        <tbody>
          {parts.rows.map((row) => (
            <PartRow
              key={row.unit.id}
              row={row}
              trace={trace}
              place={partPlace(place, parts)}
              isFlow={isFlow}
            />
          ))}
          <RestRow parts={parts} isFlow={isFlow} />
        </tbody>
        <tfoot>
          <tr className="total">
            <th scope="row">
              {chosen.measure.isStated && parts.kind === "children" ? "Tổng có số" : "Tổng"}
            </th>
            {isFlow && <td className="n">{formatCount(parts.totalInPeriod)}</td>}
            <td className="n">{formatCount(parts.total)}</td>
            <td>{totalWords(trace, chosen.id)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Those that a young unit came from are looked at in their own time. */
const partPlace = (place: TracePlace, { kind }: TraceParts): TracePlace =>
  kind === "children" ? place : { ...place, selection: { ...place.selection, boundaries: "then", on: null } };

function totalWords({ dashboard }: UnitTrace, id: IndicatorId): string {
  const { isStated } = dashboard.view.chosen.measure;
  if (isStated) return "không được hiển thị: số công bố đứng thay";
  return unitOf(id) === INDICATORS[id].unit ? "bằng số hiển thị" : `hiển thị bằng ${unitOf(id)}, làm tròn`;
}

type RowProps = { row: TracePart; trace: UnitTrace; place: TracePlace; isFlow: boolean };

function PartRow({ row, trace, place, isFlow }: RowProps) {
  const { unit, adds, inPeriod } = row;
  const href = traceHref(place.selection, "value", { unit });
  return (
    <tr>
      <th scope="row">{unit.reportingKind === "national_office" ? unit.name : unit.shortName}</th>
      {isFlow && (
        <td className="n">
          <TraceLink href={href} isQuiet>
            {formatCount(inPeriod)}
          </TraceLink>
        </td>
      )}
      <td className="n">
        <TraceLink href={href}>{formatCount(adds)}</TraceLink>
      </td>
      <td>
        <PartState row={row} trace={trace} />
      </td>
    </tr>
  );
}

/** Reported, carried and from when, missing, an estimate; of a province how many of its units are what. */
function PartState({ row, trace }: Pick<RowProps, "row" | "trace">) {
  const { unit, measure, beside } = row;
  const { reported, carried, missing, expected } = measure.reporting;
  const isOne = isReportingUnit(unit) && expected <= 1;
  const months = carriedWords(trace.carried.get(unit.id) ?? []);
  const parts = isOne
    ? [
        reported > 0 ? "đã duyệt" : null,
        carried > 0 ? `chuyển kỳ từ ${months || "kỳ trước"}` : null,
        missing > 0 ? "chưa có số" : null,
        expected === 0 ? "không phải báo cáo" : null,
      ]
    : [
        `${reported}/${expected} đơn vị đã duyệt`,
        carried > 0 ? `${carried} chuyển kỳ` : null,
        missing > 0 ? `${missing} chưa có số` : null,
      ];
  const words = [
    ...parts,
    beside === null ? null : `số công bố ${formatCount(beside)} không cộng vào đây`,
  ].filter((one) => one !== null);
  return (
    <>
      {words.join(", ")} {measure.isEstimate && <Badge kind="estimate">ước</Badge>}
    </>
  );
}

/** What the units that are listed do not bring. */
function RestRow({ parts, isFlow }: { parts: TraceParts; isFlow: boolean }) {
  const { rest, restInPeriod } = parts;
  if (rest === 0n && restInPeriod === 0n) return null;
  return (
    <tr>
      <th scope="row">Phần không thuộc trọn một đơn vị ở trên</th>
      {isFlow && <td className="n">{formatCount(restInPeriod)}</td>}
      <td className="n">{formatCount(rest)}</td>
      <td>đơn vị cũ đã chia tách, hoặc số công bố không cộng vào tổng</td>
    </tr>
  );
}
