import Link from "next/link";
import type { CSSProperties } from "react";
import { Badge } from "@/components/ui/badge";
import { SwipeHint } from "@/components/ui/swipe-hint";
import { formatDay } from "@/lib/domain/day";
import { monthsUpTo, TREND_MONTHS } from "@/lib/domain/dashboard-context";
import type { Waterfall } from "@/lib/domain/dashboard-payers";
import { INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import type { Unit } from "@/lib/domain/unit";
import { formatCount, formatSignedCount, NO_VALUE } from "@/lib/domain/number";
import { monthOf, periodName, periodTitle, type PeriodId, shortPeriodName } from "@/lib/domain/period";
import { hrefOf, PAYERS_ANCHOR, queryOf, type Selection } from "./selection";
import { traceHref } from "./trace-href";
import { traced } from "@/components/figure/trace-link";

type Props = {
  selection: Selection;
  waterfall: Waterfall;
  period: PeriodId;
  unit: Pick<Unit, "id" | "validFrom">;
};

/** Whom BHYT lost and gained between two periods. The table is the drawing: its bars stand in a column of it. */
export function PayerWaterfall({ selection, waterfall, period, unit }: Props) {
  const { from, to, steps, pupils } = waterfall;
  const linked = (id: IndicatorId | null, at: PeriodId, value: bigint | null, isQuiet = true) =>
    traced(
      formatCount(value),
      id && value !== null && traceHref(selection, "value", { unit, indicator: id, period: at }),
      isQuiet,
    );
  return (
    <section className="panel payers" id={PAYERS_ANCHOR} aria-labelledby="payers-title">
      <header className="table-head">
        <h3 id="payers-title" className="badged">
          BHYT theo nhóm đóng, {shortPeriodName(from)} đến {shortPeriodName(to)}{" "}
          {waterfall.isProvisional && <Badge kind="provisional">tạm tính</Badge>}
        </h3>
        <SwipeHint />
        <BetweenForm selection={selection} waterfall={waterfall} period={period} />
      </header>
      {steps.length === 0 ? (
        <p className="payers-note">
          Chưa có số liệu nhóm đóng của {periodName(from)} hoặc {periodName(to)}.
        </p>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="BHYT theo nhóm đóng">
          <table className="data waterfall">
            <thead>
              <tr>
                <th scope="col">Nhóm đóng</th>
                <th scope="col" className="n">
                  Thay đổi
                </th>
                <th scope="col" className="fall-head">
                  <span aria-hidden="true">bớt ◂ ▸ thêm</span>
                  <span className="sr">Thanh thay đổi</span>
                </th>
                <th scope="col" className="n">
                  {shortPeriodName(from)}
                </th>
                <th scope="col" className="n">
                  {shortPeriodName(to)}
                </th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={step.id ?? "rest"}>
                  <th scope="row">
                    {step.id ? INDICATORS[step.id].name : "Chưa phân theo nhóm"}
                    {step.ended && <small>kết thúc {formatDay(step.ended)}</small>}
                  </th>
                  <td className="n">
                    {formatSignedCount(step.change)}
                    {step.reason && <small>{step.reason}</small>}
                  </td>
                  <td className="fall">
                    <StepBar step={step} ends={waterfall.ends} />
                  </td>
                  <td className="n">{linked(step.id, from, step.from)}</td>
                  <td className="n">{step.ended ? NO_VALUE : linked(step.id, to, step.to, false)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">BHYT</th>
                <td className="n">{formatSignedCount(waterfall.change)}</td>
                <td className="fall">
                  <TotalBar ends={waterfall.ends} change={waterfall.change} />
                </td>
                <td className="n">{linked("BHYT", from, waterfall.start)}</td>
                <td className="n">{linked("BHYT", to, waterfall.end, false)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
      <p className="payers-note">
        Mỗi thanh bắt đầu ở chỗ thanh trên kết thúc; thanh kẻ sọc là số người bớt đi.
        {pupils &&
          pupils.change !== null &&
          ` Trong nhóm ngân sách hỗ trợ, học sinh, sinh viên ${formatSignedCount(pupils.change)} người.`}
        {steps.some(({ ended }) => ended) &&
          " Người thuộc nhóm đã kết thúc chuyển sang nhóm khác, nên số bớt và số thêm có phần bù nhau."}
      </p>
    </section>
  );
}

type StepProps = { step: Waterfall["steps"][number]; ends: Waterfall["ends"] };

function StepBar({ step: { bar }, ends }: StepProps) {
  if (!bar || !ends || bar.width === 0) return null;
  return (
    <span className="fall-box" aria-hidden="true">
      <i className="zero" style={{ left: `${ends.start}%` }} />
      <b
        className={bar.isFall ? "loss" : "gain"}
        style={{ "--at": `${bar.at}%`, "--width": `${bar.width}%` } as CSSProperties}
      />
    </span>
  );
}

function TotalBar({ ends, change }: Pick<Waterfall, "ends" | "change">) {
  if (!ends || change === null) return null;
  const at = Math.min(ends.start, ends.end);
  const width = Math.abs(ends.end - ends.start);
  return (
    <span className="fall-box" aria-hidden="true">
      <i className="zero" style={{ left: `${ends.start}%` }} />
      <b
        className={change < 0n ? "loss total" : "gain total"}
        style={{ "--at": `${at}%`, "--width": `${width}%` } as CSSProperties}
      />
    </span>
  );
}

/** Both periods by a plain GET form, as the page's own period is picked. */
function BetweenForm({ selection, waterfall: { from, to }, period }: Omit<Props, "unit">) {
  const months = new Set([...monthsUpTo(period, TREND_MONTHS + 12), period, monthOf(period), from, to]);
  const periods = [...months].sort().reverse();
  const keep = queryOf({ ...selection, from: null, to: null });
  const isOwn = selection.from !== null || selection.to !== null;
  return (
    <form className="between" action={`/units/${selection.unitId}#${PAYERS_ANCHOR}`} method="get">
      {Object.entries(keep).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <PeriodSelect name="from" label="Từ" value={from} periods={periods} />
      <PeriodSelect name="to" label="Đến" value={to} periods={periods} />
      <button className="button" type="submit">
        So sánh
      </button>
      {isOwn && (
        <Link
          href={hrefOf(selection, { from: null, to: null }, PAYERS_ANCHOR)}
          scroll={false}
          prefetch={false}
        >
          Từ đầu năm
        </Link>
      )}
    </form>
  );
}

type SelectProps = { name: string; label: string; value: PeriodId; periods: readonly PeriodId[] };

function PeriodSelect({ name, label, value, periods }: SelectProps) {
  return (
    <label>
      {label}{" "}
      <select name={name} defaultValue={value} key={value}>
        {periods.map((one) => (
          <option key={one} value={one}>
            {periodTitle(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
