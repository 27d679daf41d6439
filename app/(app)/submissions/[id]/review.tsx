import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { HistoryEntry, SubmissionDiff } from "@/lib/data/submission-history";
import type { Submission } from "@/lib/data/submissions";
import type { Day } from "@/lib/domain/day";
import { addMonths, shortPeriodName } from "@/lib/domain/period";
import { STATUS_LABELS } from "@/lib/labels";
import { CompareTable } from "./compare-table";
import { answersOf, compareView, type Answer } from "./compare-view";
import { DecisionForm } from "./decision-form";
import { headWords } from "./head-words";
import { History } from "./history";

type Decision = Omit<Parameters<typeof DecisionForm>[0], "id" | "lockVersion">;
type Props = {
  submission: Submission;
  diff: SubmissionDiff | null;
  history: readonly HistoryEntry[];
  today: Day;
  showsAll: boolean;
  decision: Decision;
};

/** One submission to be decided on: who sent it, its warnings with their answers, its figures, its history. */
export function Review({ submission, diff, history, today, showsAll, decision }: Props) {
  const { id, unit, periodId, version, lockVersion, status } = submission;
  const answers = diff ? answersOf(diff) : [];
  return (
    <article className="panel pane" aria-labelledby="review">
      <header>
        <div>
          <h2 id="review">
            {unit.shortName}
            {version > 0 && `, bản ${version}`}{" "}
            <Badge kind={status === "approved" ? "stated" : "provisional"}>
              {STATUS_LABELS[status].toLowerCase()}
            </Badge>
          </h2>
          <p className="quiet">{headWords(submission, today)}</p>
        </div>
        <ButtonLink href={`/entry/${unit.id}/${periodId}`}>Mở biểu nhập</ButtonLink>
      </header>
      {answers.length > 0 && <Answers answers={answers} />}
      {diff && (
        <CompareTable
          view={compareView(submission, diff, showsAll)}
          versionName={`Bản ${diff.version}`}
          lastMonthName={shortPeriodName(addMonths(periodId, -1))}
          lastYearName={shortPeriodName(addMonths(periodId, -12))}
          showsAll={showsAll}
          otherHref={showsAll ? `/submissions/${id}` : `/submissions/${id}?rows=all`}
        />
      )}
      <DecisionForm id={id} lockVersion={lockVersion} {...decision} />
      <History entries={history} />
    </article>
  );
}

function Answers({ answers }: { answers: readonly Answer[] }) {
  return (
    <section className="warn-answer" aria-labelledby="warnings">
      <h3 id="warnings">
        <Icon name="warning" className="i risk" />
        {answers.length} cảnh báo
      </h3>
      {answers.map(({ id, name, messages, explanation, by }) => (
        <div key={id}>
          <p>
            <b>{name}</b>: {messages.join(" ")}
          </p>
          <blockquote>
            <p>{explanation ?? "Không có giải thích."}</p>
            {by && <footer>{by} giải thích</footer>}
          </blockquote>
        </div>
      ))}
    </section>
  );
}
