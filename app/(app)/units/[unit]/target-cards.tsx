import type { CSSProperties } from "react";
import { Badge } from "@/components/ui/badge";
import type { IndicatorView, TargetView } from "@/lib/domain/dashboard";
import type { DebtView } from "@/lib/domain/dashboard-debt";
import { rateWords } from "@/lib/domain/dashboard-words";
import { formatDay } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount, formatPercent, formatTrimmed, NO_VALUE } from "@/lib/domain/number";
import { percent, rate } from "@/lib/domain/ratio";
import type { TargetKind } from "@/lib/domain/target";
import { isShort } from "@/lib/domain/attainment";
import { planNoun } from "@/lib/domain/wording";
import { DENOMINATOR_LABELS } from "@/lib/labels";
import { denominatorWords, PaceWords } from "./card-facts";
import { amount, unitOf } from "./format";

const ASSIGNED: Record<TargetKind, string> = {
  headcount: "giao số người",
  increase: "giao phát triển mới",
  rate: "giao tỷ lệ",
  amount: "giao số tiền",
};

/** One card for each issuer, side by side; one is the headline, and none is ever turned into another. */
export function TargetCards({ view, debt }: { view: IndicatorView; debt: DebtView }) {
  if (view.targets.length === 0) return null;
  return (
    <div className="targets">
      {view.targets.map((one) => (
        <TargetCard key={`${one.target.issuer} ${one.target.kind}`} view={view} one={one} debt={debt} />
      ))}
    </div>
  );
}

type CardProps = { view: IndicatorView; one: TargetView; debt: DebtView };

function TargetCard({ view, one, debt }: CardProps) {
  const { target, progress } = one;
  const style = { "--v": reachedShare(one), "--e": shareText(one.expectedOfPlan) } as CSSProperties;
  return (
    <article className={target.isHeadline ? "target headline" : "target"}>
      <header>
        <h3>
          {target.issuer} {ASSIGNED[target.kind]}
        </h3>
        {target.isHeadline && <span className="tag">chỉ tiêu chính</span>}
      </header>
      <Result view={view} one={one} debt={debt} />
      {progress && INDICATORS[view.id].direction === "higher" && (
        <div className={`bar ${progress.status}`} style={style} aria-hidden="true">
          <i />
          {one.expectedOfPlan && <b />}
        </div>
      )}
      <TargetFacts view={view} one={one} />
      <p className="src">
        Quyết định {target.decisionNumber}, ngày {formatDay(target.decidedOn)}{" "}
        {target.isLater && <Badge kind="late">giao sau</Badge>}
        {target.madeFrom.length > 0 && (
          <Badge kind="stated">cộng từ {target.madeFrom.length} đơn vị cũ</Badge>
        )}
        {target.headlineReason && ` Chọn làm chỉ tiêu chính: ${target.headlineReason}`}
      </p>
    </article>
  );
}

const shareText = (ratio: TargetView["expectedOfPlan"]) =>
  ratio === null ? "0%" : `${Math.min(100, Math.max(0, Number(percent(ratio).scaled) / 100))}%`;

function reachedShare({ attainment }: TargetView): string {
  if (attainment.kind !== "rate") return shareText(attainment.pctOfPlan);
  const { headcount, remaining } = attainment;
  if (headcount === null || remaining === null || headcount === 0n) return "0%";
  return shareText({ numerator: headcount - remaining, denominator: headcount });
}

function Result({ view, one, debt }: CardProps) {
  const { attainment } = one;
  if (attainment.kind !== "rate") {
    const pct = attainment.pctOfPlan;
    return (
      <p className="big">
        <b className="num">{pct ? formatPercent(percent(pct)) : NO_VALUE}</b>{" "}
        {planNoun(INDICATORS[view.id].direction)}
      </p>
    );
  }
  const points = INDICATORS[view.id].direction === "lower" ? (debt.limit?.points ?? null) : attainment.points;
  return (
    <p className="big">
      <b className="num">
        {points && points.scaled > 0n ? `+${formatTrimmed(points)}` : formatTrimmed(points)}
      </b>{" "}
      điểm %
    </p>
  );
}

function TargetFacts({ view, one }: { view: IndicatorView; one: TargetView }) {
  const { id, coverage, measure, pace } = view;
  const { target, attainment } = one;
  const isRate = attainment.kind === "rate";
  const { direction } = INDICATORS[id];
  const { remaining } = attainment;
  const kind = coverage ? DENOMINATOR_LABELS[coverage.denominator.kind] : "";
  return (
    <dl>
      <div>
        <dt>Chỉ tiêu</dt>
        <dd>
          {isRate
            ? `${formatPercent(rate(target.value))} ${kind}`
            : `${amount(id, target.value)} ${unitOf(id)}`}
        </dd>
      </div>
      <div>
        <dt>Thực hiện</dt>
        <dd>
          {isRate ? (
            <>
              {coverage ? `${formatPercent(percent(coverage.ratio))} ${kind}` : NO_VALUE}
              <small>{rateWords(one)}</small>
            </>
          ) : (
            `${amount(id, measure.value)} ${unitOf(id)}`
          )}
        </dd>
      </div>
      {remaining !== null && (
        <div>
          <dt>{remainingTerm(remaining, direction)}</dt>
          <dd>
            {amount(id, remaining < 0n ? -remaining : remaining)} {unitOf(id)}
            {isRate && attainment.headcount !== null && (
              <small>
                {formatPercent(rate(target.value))} là {formatCount(attainment.headcount)} người
              </small>
            )}
          </dd>
        </div>
      )}
      {isRate && coverage && (
        <div>
          <dt>Mẫu số</dt>
          <dd>
            {formatCount(coverage.denominator.value)} người <small>{denominatorWords(coverage)}</small>
          </dd>
        </div>
      )}
      {!isRate && pace && target.isHeadline && (
        <div>
          <dt>Còn {pace.daysLeft} ngày làm việc</dt>
          <dd>
            <PaceWords id={id} pace={pace} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function remainingTerm(remaining: bigint, direction: "higher" | "lower"): string {
  const short = isShort(remaining, direction);
  if (direction === "lower") return short ? "Còn phải giảm" : "Thấp hơn mức giao";
  return short ? "Còn thiếu" : "Vượt";
}
