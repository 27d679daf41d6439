import type { CSSProperties } from "react";
import { Badge } from "@/components/ui/badge";
import { DENOMINATOR_NAMES } from "@/lib/domain/coverage";
import type { IndicatorView, TargetView } from "@/lib/domain/dashboard";
import { doubtWords } from "@/lib/domain/dashboard-measure";
import type { DebtView } from "@/lib/domain/dashboard-debt";
import { rateWords } from "@/lib/domain/dashboard-words";
import { formatDay } from "@/lib/domain/day";
import { INDICATORS } from "@/lib/domain/indicator";
import { formatCount, formatPercent, formatTrimmed, NO_VALUE } from "@/lib/domain/number";
import { percent, rate } from "@/lib/domain/ratio";
import type { TargetKind } from "@/lib/domain/target";
import { isShort } from "@/lib/domain/attainment";
import { planNoun } from "@/lib/domain/wording";
import { denominatorWords, PaceWords } from "./card-facts";
import type { TraceSection } from "@/lib/domain/trace-formula";
import type { Unit } from "@/lib/domain/unit";
import { amount, unitOf } from "@/components/figure/format";
import type { Selection } from "./selection";
import { traceHref } from "./trace-href";
import { TraceLink } from "@/components/figure/trace-link";

type UnitView = Pick<Unit, "id" | "validFrom">;

const ASSIGNED: Record<TargetKind, string> = {
  headcount: "giao số người",
  increase: "giao phát triển mới",
  rate: "giao tỷ lệ",
  amount: "giao số tiền",
};

/** One card for each issuer, side by side; one is the headline, and none is ever turned into another. */
type Shared = { view: IndicatorView; debt: DebtView; selection: Selection; unit: UnitView };

export function TargetCards({ view, ...rest }: Shared) {
  if (view.targets.length === 0) return null;
  return (
    <div className="targets">
      {view.targets.map((one) => (
        <TargetCard key={`${one.target.issuer} ${one.target.kind}`} view={view} one={one} {...rest} />
      ))}
    </div>
  );
}

type CardProps = Shared & { one: TargetView };

function TargetCard({ selection, unit, ...props }: CardProps) {
  const { view, one } = props;
  const to = (section: TraceSection) => traceHref(selection, section, { unit, indicator: view.id });
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
      <Result {...props} href={to("plan")} />
      {progress && INDICATORS[view.id].direction === "higher" && (
        <div className={`bar ${progress.status}`} style={style} aria-hidden="true">
          <i />
          {one.expectedOfPlan && <b />}
        </div>
      )}
      <TargetFacts view={view} one={one} to={to} />
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

type ResultProps = Pick<CardProps, "view" | "one" | "debt"> & { href: string };

function Result({ view, one, debt, href }: ResultProps) {
  const { attainment } = one;
  if (attainment.kind !== "rate") {
    const pct = attainment.pctOfPlan;
    return (
      <p className="big">
        <TraceLink href={href}>
          <b className="num">{pct ? formatPercent(percent(pct)) : NO_VALUE}</b>
        </TraceLink>{" "}
        {planNoun(INDICATORS[view.id].direction)}
      </p>
    );
  }
  const points = INDICATORS[view.id].direction === "lower" ? (debt.limit?.points ?? null) : attainment.points;
  return (
    <p className="big">
      <TraceLink href={href}>
        <b className="num">
          {points && points.scaled > 0n ? `+${formatTrimmed(points)}` : formatTrimmed(points)}
        </b>
      </TraceLink>{" "}
      điểm %
    </p>
  );
}

type FactsProps = Pick<CardProps, "view" | "one"> & { to: (section: TraceSection) => string };

function TargetFacts({ view, one, to }: FactsProps) {
  const { id, coverage, measure, pace } = view;
  const { target, attainment } = one;
  const isRate = attainment.kind === "rate";
  const { direction } = INDICATORS[id];
  const { remaining } = attainment;
  const doubt = doubtWords(measure);
  const kind = coverage ? DENOMINATOR_NAMES[coverage.denominator.kind] : "";
  return (
    <dl>
      <div>
        <dt>Chỉ tiêu</dt>
        <dd>
          <TraceLink href={to("plan")} isQuiet>
            {isRate
              ? `${formatPercent(rate(target.value))} ${kind}`
              : `${amount(id, target.value)} ${unitOf(id)}`}
          </TraceLink>
        </dd>
      </div>
      <div>
        <dt>Thực hiện</dt>
        <dd>
          {isRate ? (
            <>
              <TraceLink href={to("coverage")} isQuiet>
                {coverage ? `${formatPercent(percent(coverage.ratio))} ${kind}` : NO_VALUE}
              </TraceLink>
              <small>{measure.unknown > 0 ? doubtWords(measure) : rateWords(one)}</small>
            </>
          ) : (
            <>
              <TraceLink href={to("value")} isQuiet>
                {`${amount(id, measure.value)} ${unitOf(id)}`}
              </TraceLink>
              {doubt && <small>{doubt}</small>}
            </>
          )}
        </dd>
      </div>
      {remaining !== null && (
        <div>
          <dt>{remainingTerm(remaining, direction)}</dt>
          <dd>
            <TraceLink href={to("plan")} isQuiet>
              {amount(id, remaining < 0n ? -remaining : remaining)} {unitOf(id)}
            </TraceLink>
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
            <TraceLink href={to("coverage")} isQuiet>
              {formatCount(coverage.denominator.value)} người
            </TraceLink>{" "}
            <small>{denominatorWords(coverage)}</small>
          </dd>
        </div>
      )}
      {!isRate && pace && target.isHeadline && (
        <div>
          <dt>Còn {pace.daysLeft} ngày làm việc</dt>
          <dd>
            <TraceLink href={to("pace")} isQuiet>
              <PaceWords id={id} pace={pace} />
            </TraceLink>
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
