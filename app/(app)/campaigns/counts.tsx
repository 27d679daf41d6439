import { parseSelection } from "@/app/(app)/units/[unit]/selection";
import { traceHref } from "@/app/(app)/units/[unit]/trace-href";
import { CommunicationBlock } from "@/components/figure/communication-block";
import { Segments } from "@/components/ui/segments";
import { EmptyState } from "@/components/ui/state";
import type { CampaignCounts } from "@/lib/data/campaign-counts";
import { WON_INDICATORS } from "@/lib/domain/campaign-counts";
import { COUNT_INDICATORS, INDICATORS, type IndicatorId } from "@/lib/domain/indicator";
import { periodName, type PeriodId } from "@/lib/domain/period";
import type { TraceSection } from "@/lib/domain/trace-formula";
import type { PartnerSums } from "@/lib/data/partners";
import { CountTable } from "./count-table";
import { EffectFigure } from "./effect-figure";
import { PartnerTable } from "./partner-table";
import { campaignHref, COUNTS_ANCHOR, type CampaignSelection } from "./selection";

type Props = { selection: CampaignSelection; counts: CampaignCounts; partners: PartnerSums };

/** All counts of a unit, one of them by the units below, and that one beside the people won. */
export function Counts({ selection, counts, partners }: Props) {
  const { unit, context, own, rows, total } = counts;
  const { indicator, won } = selection;
  const { period, bases } = context;
  const traceTo = (unitId: string, section: TraceSection, id: IndicatorId, at: PeriodId) => {
    const asked = parseSelection(unitId, { period: at, indicator: id });
    return asked ? traceHref(asked, section, { unit: { id: unitId, validFrom: unit.validFrom } }) : "";
  };
  if (own.kind !== "rows")
    return (
      <EmptyState title={`Chưa có số liệu truyền thông ${periodName(period)}`}>
        Chưa đơn vị nào có số đã duyệt về truyền thông trong kỳ này. Chọn kỳ khác.
      </EmptyState>
    );
  return (
    <section className="detail" id={COUNTS_ANCHOR} aria-label="Số lượng truyền thông">
      <CommunicationBlock
        view={own}
        period={period}
        base={bases.yoy.periodId}
        traceTo={(section, id, at) => traceTo(unit.id, section, id, at)}
      />
      {rows && rows.length > 0 && (
        <>
          <div className="section-head">
            <Segments
              label="Hoạt động"
              options={COUNT_INDICATORS.map((id) => ({
                href: campaignHref(selection, { indicator: id }, COUNTS_ANCHOR),
                label: INDICATORS[id].short,
                isCurrent: id === indicator,
              }))}
            />
          </div>
          <CountTable
            id={indicator}
            rows={rows}
            total={total}
            period={period}
            base={bases.yoy.periodId}
            hrefOf={(id) => campaignHref(selection, { unit: id })}
            traceTo={(id) => traceTo(id, "value", indicator, period)}
          />
          <div className="section-head">
            <h2>Cùng với người mới tham gia</h2>
            <Segments
              label="Người mới"
              options={WON_INDICATORS.map((id) => ({
                href: campaignHref(selection, { won: id }, COUNTS_ANCHOR),
                label: INDICATORS[id].short,
                isCurrent: id === won,
              }))}
            />
          </div>
          <EffectFigure id={indicator} won={won} rows={rows} period={period} />
        </>
      )}
      <PartnerTable sums={partners} period={period} />
    </section>
  );
}
