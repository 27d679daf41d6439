import { isShort } from "@/lib/domain/attainment";
import type { Comparator } from "@/lib/domain/comparison";
import { DENOMINATOR_NAMES, type Coverage } from "@/lib/domain/coverage";
import type { IndicatorView, Pace } from "@/lib/domain/dashboard";
import type { DebtView } from "@/lib/domain/dashboard-debt";
import { doubtWords } from "@/lib/domain/dashboard-measure";
import { planOf, remainingOf } from "@/lib/domain/dashboard-rows";
import { rateChangeWords, rateWords } from "@/lib/domain/dashboard-words";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatPercent, formatTrimmed, NO_VALUE } from "@/lib/domain/number";
import { absolute, divideRounded, percent, type Rounded } from "@/lib/domain/ratio";
import { pointsWords } from "@/lib/domain/wording";
import { amount, isMoney, unitOf } from "@/components/figure/format";
import { TraceLink, type TraceTo } from "@/components/figure/trace-link";

type FactsProps = { view: IndicatorView; debt: DebtView; comparator: Comparator; traceTo: TraceTo };

/** Coverage or plan on the left, what remains on the right; each with its issuer and denominator. */
export function Facts({ view, debt, comparator, traceTo }: FactsProps) {
  return (
    <dl className="facts">
      {INDICATORS[view.id].direction === "lower" ? (
        <DebtFact debt={debt} traceTo={traceTo} />
      ) : isMoney(view.id) ? (
        <PlanFact view={view} traceTo={traceTo} />
      ) : (
        <CoverageFact view={view} comparator={comparator} traceTo={traceTo} />
      )}
      <RemainingFact view={view} debt={debt} traceTo={traceTo} />
    </dl>
  );
}

/** "dân số 2024", and of which year if it is not the period's. */
export function denominatorWords({ denominator }: Coverage): string {
  const { kind, year, isEarlier, isSum } = denominator;
  const notes = [isEarlier ? "năm gần nhất có số" : null, isSum ? "cộng từ các đơn vị" : null];
  const noted = notes.filter((note) => note !== null).join(", ");
  return `${DENOMINATOR_NAMES[kind]} ${year}${noted && ` (${noted})`}`;
}

function CoverageFact({ view, comparator, traceTo }: Pick<FactsProps, "view" | "comparator" | "traceTo">) {
  const { coverage, targets } = view;
  const change = rateChangeWords(view, comparator);
  const target = targets.find(({ attainment }) => attainment.kind === "rate");
  const doubt = view.measure.unknown > 0 ? doubtWords(view.measure) : null;
  return (
    <div>
      <dt>Bao phủ</dt>
      <dd>
        <TraceLink href={traceTo("coverage")} isQuiet>
          {coverage ? formatPercent(percent(coverage.ratio)) : NO_VALUE}
        </TraceLink>{" "}
        <span>
          {coverage?.denominator.kind === "population" && "dân số"}
          {coverage?.denominator.kind === "labour_force" && <abbr title="lực lượng lao động">LLLĐ</abbr>}
        </span>
        <small>
          {coverage && doubt}
          {coverage && !doubt && target && `${rateWords(target)} (${target.target.issuer})`}
          {coverage && !doubt && !target && `mẫu số năm ${coverage.denominator.year}`}
          {!coverage && "chưa có mẫu số"}
        </small>
        {change && <small>{change}</small>}
      </dd>
    </div>
  );
}

function PlanFact({ view, traceTo }: Pick<FactsProps, "view" | "traceTo">) {
  const plan = planOf(view)?.target;
  return (
    <div>
      <dt>Kế hoạch năm</dt>
      <dd>
        <TraceLink href={traceTo("plan")} isQuiet>
          {amount(view.id, plan?.value ?? null)}
        </TraceLink>{" "}
        {plan && <span>{unitOf(view.id)}</span>}
        {plan && <small>{plan.issuer} giao</small>}
      </dd>
    </div>
  );
}

function DebtFact({ debt, traceTo }: Pick<FactsProps, "debt" | "traceTo">) {
  const { limit, ratios, interest } = debt;
  return (
    <div>
      <dt>{limit ? "So với mức giao" : "Trên số phải thu"}</dt>
      <dd>
        <TraceLink href={traceTo("plan")} isQuiet>
          {limit
            ? limit.points
              ? pointsWords(limit.points)
              : NO_VALUE
            : formatPercent(ratios.due && percent(ratios.due))}
        </TraceLink>
        {interest && (
          <small>
            phải tính lãi{" "}
            <TraceLink href={traceTo("value", "NO_TINH_LAI")} isQuiet>
              {amount("NO_TINH_LAI", interest.value)}
            </TraceLink>{" "}
            tỷ đồng
            {interest.share && ` (${formatPercent(percent(interest.share, 1))})`}
          </small>
        )}
      </dd>
    </div>
  );
}

function RemainingFact({ view, debt, traceTo }: Pick<FactsProps, "view" | "debt" | "traceTo">) {
  const { id, pace } = view;
  const { direction } = INDICATORS[id];
  const excess = debt.limit?.excess ?? null;
  const remaining = direction === "lower" && excess !== null ? -excess : remainingOf(view);
  const target = (planOf(view) ?? view.targets[0])?.target;
  if (remaining === null) return <EmptyFact />;
  const short = isShort(remaining, direction);
  const word =
    direction === "lower" ? (short ? "Còn phải giảm" : "Thấp hơn mức giao") : short ? "Còn thiếu" : "Vượt";
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        <TraceLink href={traceTo("plan")} isQuiet>
          {amount(id, absolute(remaining))}
        </TraceLink>{" "}
        <span>{unitOf(id)}</span>
        <small>
          {view.measure.unknown > 0 ? (
            doubtWords(view.measure)
          ) : pace ? (
            <TraceLink href={traceTo("pace")} isQuiet>
              <PaceWords id={id} pace={pace} />
            </TraceLink>
          ) : (
            target && target.kind !== "rate" && `chỉ tiêu ${amount(id, target.value)} (${target.issuer})`
          )}
        </small>
      </dd>
    </div>
  );
}

function EmptyFact() {
  return (
    <div>
      <dt>Còn thiếu</dt>
      <dd>{NO_VALUE}</dd>
    </div>
  );
}

/** Of people below ten with one decimal. */
function dayAmount(id: IndicatorView["id"], recent: Rounded): string {
  if (!isMoney(id) && recent.decimals > 0) return formatTrimmed(recent);
  return amount(id, divideRounded(recent.scaled, 10n ** BigInt(recent.decimals)));
}

/** "cần 2.409/ngày, đang đạt 6.344/ngày" */
export function PaceWords({ id, pace }: { id: IndicatorView["id"]; pace: Pace }) {
  const unit = isMoney(id) ? " tỷ" : "";
  const recent = pace.recent === null ? "" : `, đang đạt ${dayAmount(id, pace.recent)}${unit}/ngày`;
  if (pace.needed === null) return <>không còn ngày làm việc</>;
  return <>{`cần ${amount(id, pace.needed)}${unit}/ngày${recent}`}</>;
}
