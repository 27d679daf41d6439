import type { CSSProperties } from "react";
import { Badge } from "@/components/ui/badge";
import type { ProjectionView } from "@/lib/domain/dashboard-projection";
import { chanceWords, methodWords, projectionAxis, startWords } from "@/lib/domain/projection-words";
import { seasonWords } from "@/lib/domain/projection-season";
import type { IndicatorView } from "@/lib/domain/dashboard";
import { INDICATORS } from "@/lib/domain/indicator";
import { capital } from "@/lib/domain/wording";
import { formatPercent } from "@/lib/domain/number";
import { yearOf, type PeriodId } from "@/lib/domain/period";
import { rangeOf } from "@/lib/domain/projection";
import { rate } from "@/lib/domain/ratio";
import { amount, unitOf } from "@/components/figure/format";

type Props = { of: IndicatorView; view: ProjectionView; period: PeriodId; isDemo: boolean };

/** Where the year will end: a range, the targets beside it, and in words how it was told and how wrong it has been. */
export function ProjectionPanel({ of, view, period, isDemo }: Props) {
  return (
    <section className="panel projection" aria-labelledby="projection-title">
      <h3 id="projection-title" className="badged">
        Dự báo cuối năm {yearOf(period)} {isDemo && <Badge kind="sample">minh họa</Badge>}
      </h3>
      {view.kind === "none" ? (
        <p className="projection-none">{view.reason}.</p>
      ) : (
        <Told of={of} view={view} period={period} isDemo={isDemo} />
      )}
    </section>
  );
}

type ToldProps = Props & { view: Extract<ProjectionView, { kind: "projection" }> };

function Told({ of, view, period, isDemo }: ToldProps) {
  const { id } = of;
  const { projection, goals, from } = view;
  const start = startWords(view, period);
  const season = seasonWords(of, view);
  const { low, high } = rangeOf(projection);
  const axis = projectionAxis(
    projection,
    goals.map(({ goal }) => goal),
  );
  const style = {
    "--from": `${axis.low}%`,
    "--width": `${axis.width}%`,
    "--at": `${axis.at}%`,
  } as CSSProperties;
  return (
    <>
      <p className="big">
        <b className="num">{amount(id, projection.december)}</b> {unitOf(id)}
      </p>
      <p className="projection-range">
        trong khoảng {amount(id, low)} đến {amount(id, high)}
      </p>
      {start && <p className="projection-start">{start}</p>}
      {season && <p className="projection-start">{capital(season)}</p>}
      <div className="range" style={style} aria-hidden="true">
        <i />
        <b />
        {axis.goals.map((at, index) => (
          <em key={index} style={{ left: `${at}%` }} />
        ))}
      </div>
      {goals.length > 0 && (
        <dl>
          {goals.map(({ target, goal, chance }) => (
            <div key={`${target.issuer} ${target.kind}`}>
              <dt>
                {INDICATORS[id].direction === "lower" ? "Không quá" : "Đạt"}{" "}
                {target.kind === "rate"
                  ? `${formatPercent(rate(target.value))}, tức ${amount(id, goal)}`
                  : amount(id, goal)}{" "}
                {unitOf(id)} ({target.issuer})
              </dt>
              <dd>
                {chanceWords(chance)}{" "}
                <small>{`${chance.reached}/${chance.of} năm trước đi như vậy thì đạt`}</small>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="src">
        {methodWords(projection, id, from)} Theo đường thẳng, không tính mùa vụ: {amount(id, projection.line)}{" "}
        {unitOf(id)}.
        {isDemo &&
          " Số liệu trình diễn do một quy tắc cố định tạo ra, nên dự báo là minh họa và khoảng hẹp hơn thực tế."}
      </p>
    </>
  );
}
