import { isShort } from "@/lib/domain/attainment";
import type { Comparator } from "@/lib/domain/comparison";
import type { Coverage } from "@/lib/domain/coverage";
import type { IndicatorView, Pace } from "@/lib/domain/dashboard";
import type { DebtView } from "@/lib/domain/dashboard-debt";
import { planOf, remainingOf } from "@/lib/domain/dashboard-rows";
import { rateChangeWords, rateWords } from "@/lib/domain/dashboard-words";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatPercent, NO_VALUE } from "@/lib/domain/number";
import { percent } from "@/lib/domain/ratio";
import { pointsWords } from "@/lib/domain/wording";
import { DENOMINATOR_LABELS } from "@/lib/labels";
import { amount, isMoney, unitOf } from "./format";

const absolute = (value: bigint) => (value < 0n ? -value : value);

type FactsProps = { view: IndicatorView; debt: DebtView; comparator: Comparator };

/** Coverage or plan on the left, what remains on the right; each with its issuer and denominator. */
export function Facts({ view, debt, comparator }: FactsProps) {
  return (
    <dl className="facts">
      {INDICATORS[view.id].direction === "lower" ? (
        <DebtFact debt={debt} />
      ) : isMoney(view.id) ? (
        <PlanFact view={view} />
      ) : (
        <CoverageFact view={view} comparator={comparator} />
      )}
      <RemainingFact view={view} debt={debt} />
    </dl>
  );
}

/** "dân số 2024", and of which year if it is not the period's. */
export function denominatorWords({ denominator }: Coverage): string {
  const { kind, year, isEarlier, isSum } = denominator;
  const notes = [isEarlier ? "năm gần nhất có số" : null, isSum ? "cộng từ các đơn vị" : null];
  const noted = notes.filter((note) => note !== null).join(", ");
  return `${DENOMINATOR_LABELS[kind]} ${year}${noted && ` (${noted})`}`;
}

function CoverageFact({ view, comparator }: Pick<FactsProps, "view" | "comparator">) {
  const { coverage, targets } = view;
  const change = rateChangeWords(view, comparator);
  const target = targets.find(({ attainment }) => attainment.kind === "rate");
  return (
    <div>
      <dt>Bao phủ</dt>
      <dd>
        {coverage ? formatPercent(percent(coverage.ratio)) : NO_VALUE}{" "}
        <span>
          {coverage?.denominator.kind === "population" && "dân số"}
          {coverage?.denominator.kind === "labour_force" && <abbr title="lực lượng lao động">LLLĐ</abbr>}
        </span>
        <small>
          {coverage && target && `${rateWords(target)} (${target.target.issuer})`}
          {coverage && !target && `mẫu số năm ${coverage.denominator.year}`}
          {!coverage && "chưa có mẫu số"}
        </small>
        {change && <small>{change}</small>}
      </dd>
    </div>
  );
}

function PlanFact({ view }: { view: IndicatorView }) {
  const plan = planOf(view)?.target;
  return (
    <div>
      <dt>Kế hoạch năm</dt>
      <dd>
        {amount(view.id, plan?.value ?? null)} {plan && <span>{unitOf(view.id)}</span>}
        {plan && <small>{plan.issuer} giao</small>}
      </dd>
    </div>
  );
}

function DebtFact({ debt }: { debt: DebtView }) {
  const { limit, ratios, interest } = debt;
  return (
    <div>
      <dt>{limit ? "So với mức giao" : "Trên số phải thu"}</dt>
      <dd>
        {limit
          ? limit.points
            ? pointsWords(limit.points)
            : NO_VALUE
          : formatPercent(ratios.due && percent(ratios.due))}
        {interest && (
          <small>
            phải tính lãi {amount("NO_TINH_LAI", interest.value)} tỷ đồng
            {interest.share && ` (${formatPercent(percent(interest.share, 1))})`}
          </small>
        )}
      </dd>
    </div>
  );
}

function RemainingFact({ view, debt }: { view: IndicatorView; debt: DebtView }) {
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
        {amount(id, absolute(remaining))} <span>{unitOf(id)}</span>
        <small>
          {pace ? (
            <PaceWords id={id} pace={pace} />
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

/** "cần 2.409/ngày, đang đạt 6.344/ngày" */
export function PaceWords({ id, pace }: { id: IndicatorView["id"]; pace: Pace }) {
  const unit = isMoney(id) ? " tỷ" : "";
  const recent = pace.recent === null ? "" : `, đang đạt ${amount(id, pace.recent)}${unit}/ngày`;
  if (pace.needed === null) return <>không còn ngày làm việc</>;
  return <>{`cần ${amount(id, pace.needed)}${unit}/ngày${recent}`}</>;
}
