import type { UnitTrace } from "@/lib/data/trace";
import { periodName } from "@/lib/domain/period";
import { rateSplitWords } from "@/lib/domain/rate-words";
import { capital } from "@/lib/domain/wording";
import { amount, unitOf } from "@/components/figure/format";
import { Formulas, hrefTo, type TracePlace } from "./formula-line";
import { TraceLink } from "@/components/figure/trace-link";
import { Section } from "./section";

type Props = { trace: UnitTrace; place: TracePlace };

/** The three comparisons, each with both of its numbers; then why the rate moved. */
export function CompareSection({ trace, place }: Props) {
  const { comparisons } = trace.view;
  const { chosen, context } = trace.dashboard.view;
  return (
    <Section section="compare">
      {comparisons.map(({ comparator, base, growth, before, formulas }) => (
        <article key={comparator}>
          <h3>
            {capital(base.label)}: {periodName(base.periodId)}
          </h3>
          <Formulas formulas={formulas} place={place} />
          {growth.kind === "none" && (
            <p>
              Không so sánh: {growth.reason}.
              {before !== null && (
                <>
                  {" "}
                  Số của {periodName(base.periodId)}:{" "}
                  <TraceLink href={hrefTo({ period: base.periodId, section: "value" }, place)}>
                    {amount(chosen.id, before)}
                  </TraceLink>{" "}
                  {unitOf(chosen.id)}.
                </>
              )}
            </p>
          )}
          {growth.kind === "growth" && growth.pct === null && (
            <p>Không tính phần trăm vì số so sánh không lớn hơn 0.</p>
          )}
        </article>
      ))}
      <RateChange trace={trace} place={place} words={rateSplitWords(chosen, context.comparator)} />
    </Section>
  );
}

function RateChange({ trace, place, words }: Props & { words: string | null }) {
  const { rate } = trace.view;
  if (rate === null) return null;
  const { chosen, context } = trace.dashboard.view;
  const { base } = chosen.comparisons[context.comparator];
  return (
    <article>
      <h3>
        Thay đổi tỷ lệ bao phủ {base.label} ({periodName(base.periodId)})
      </h3>
      {rate.change.kind === "none" ? <p>{rate.change.reason}.</p> : words && <p>{words}</p>}
      <Formulas formulas={rate.formulas} place={place} />
    </article>
  );
}
