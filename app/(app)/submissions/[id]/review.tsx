import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { Correction } from "@/lib/data/corrections";
import { countByIndicator, type FigureComment } from "@/lib/data/figure-comments";
import type { HistoryEntry, SubmissionDiff } from "@/lib/data/submission-history";
import type { Submission } from "@/lib/data/submissions";
import type { Day } from "@/lib/domain/day";
import type { IndicatorId } from "@/lib/domain/indicator";
import { addMonths, shortPeriodName } from "@/lib/domain/period";
import { STATUS_LABELS } from "@/lib/labels";
import { answersWords, isWarned } from "@/app/(app)/submissions/answer-words";
import { Comments } from "./comments";
import { CompareTable } from "./compare-table";
import { answersOf, compareView, type Answer } from "./compare-view";
import { DecisionForm } from "./decision-form";
import { headWords } from "./head-words";
import { History } from "./history";
import { MovedMonths } from "./moved-months";

type Decision = Omit<Parameters<typeof DecisionForm>[0], "id" | "lockVersion">;
type Props = {
  submission: Submission;
  diff: SubmissionDiff | null;
  history: readonly HistoryEntry[];
  today: Day;
  showsAll: boolean;
  decision: Decision;
  comments: readonly FigureComment[];
  /** The figure that somebody wants to speak about. */
  figure: IndicatorId | null;
  mayComment: boolean;
  moved: readonly Correction[];
};

/** One submission to be decided on: who sent it, its warnings with their answers, its figures, its history. */
export function Review(props: Props) {
  const { submission, diff, history, today, showsAll, decision, comments, figure, mayComment, moved } = props;
  const { id, unit, periodId, version, lockVersion, status } = submission;
  const answers = diff ? answersOf(diff) : [];
  const rows = showsAll ? "rows=all&" : "";
  const commentHref = (one: IndicatorId) => `/submissions/${id}?${rows}figure=${one}#comments`;
  return (
    <article className="panel pane" aria-labelledby="review">
      <header>
        <div>
          <h2 id="review">
            {unit.shortName}
            {version > 0 && `, bản ${version}`}{" "}
            <Badge kind={status === "approved" ? "stated" : "provisional"}>
              {STATUS_LABELS[status].toLowerCase()}
            </Badge>{" "}
            {submission.isAdjusted && <Badge kind="corrected">đã điều chỉnh</Badge>}
          </h2>
          <p className="quiet">{headWords(submission, today)}</p>
        </div>
        <ButtonLink href={`/entry/${unit.id}/${periodId}`}>Mở biểu nhập</ButtonLink>
      </header>
      {answers.length > 0 && <Answers answers={answers} />}
      {diff && (
        <CompareTable
          view={compareView(submission, diff, showsAll, countByIndicator(comments))}
          versionName={`Bản ${diff.version}`}
          lastMonthName={shortPeriodName(addMonths(periodId, -1))}
          lastYearName={shortPeriodName(addMonths(periodId, -12))}
          showsAll={showsAll}
          otherHref={showsAll ? `/submissions/${id}` : `/submissions/${id}?rows=all`}
          commentHref={mayComment ? commentHref : null}
        />
      )}
      <MovedMonths moved={moved} unitId={unit.id} />
      <DecisionForm id={id} lockVersion={lockVersion} {...decision} />
      <Comments
        id={id}
        comments={comments}
        figures={mayComment && diff ? diff.rows.map(({ indicator }) => indicator) : []}
        figure={figure}
      />
      <History entries={history} />
    </article>
  );
}

function Answers({ answers }: { answers: readonly Answer[] }) {
  return (
    <section className="warn-answer" aria-labelledby="warnings">
      <h3 id="warnings">
        {answers.some(isWarned) && <Icon name="warning" className="i risk" />}
        {answersWords(answers)}, ghi ngay dưới từng số
      </h3>
      <ul>
        {answers.map(({ id, name, explanation }) => (
          <li key={id}>
            <a href={`#i-${id}`}>{name}</a>
            {explanation ? "" : ", không có giải thích"}
          </li>
        ))}
      </ul>
    </section>
  );
}
