import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { listMovedMonths } from "@/lib/data/corrections";
import { listFigureComments } from "@/lib/data/figure-comments";
import { getSubmissionDiff, getSubmissionHistory } from "@/lib/data/submission-history";
import { getSubmission, listSubmissions } from "@/lib/data/submissions";
import { addDays, dayInVietnam, formatDay } from "@/lib/domain/day";
import { isIndicatorId, type IndicatorId } from "@/lib/domain/indicator";
import { periodName } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { parseSubmissionId } from "@/lib/domain/submission";
import { QueueList } from "@/app/(app)/submissions/queue-list";
import { queueHref } from "@/app/(app)/submissions/queue-view";
import { decisionView } from "./decision-view";
import { neighboursOf, type Neighbours } from "./neighbours";
import { QueueKeys } from "./queue-keys";
import { Review } from "./review";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const key = parseSubmissionId((await params).id);
  return { title: key ? `Duyệt số liệu ${periodName(key.periodId)}` : "Duyệt số liệu" };
}

/** Days that a reopened month gets if nobody says otherwise. */
const REOPEN_DAYS = 3;

export default async function SubmissionPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const submission = parseSubmissionId(id) && (await getSubmission(actor, id));
  if (!submission) notFound();
  const now = new Date();
  const today = dayInVietnam(now);
  const [diff, history, comments, moved, queue] = await Promise.all([
    getSubmissionDiff(submission),
    getSubmissionHistory(submission),
    listFigureComments(submission),
    listMovedMonths(actor, submission),
    listSubmissions(actor, submission.periodId, now, submission.provinceId),
  ]);
  const { periodId, provinceId, provinceName, dueOn, unit, unitPath: path } = submission;
  const query = await searchParams;
  const neighbours = neighboursOf(queue, submission);
  const back = canDecide(actor)
    ? { label: "Duyệt", href: queueHref({ period: periodId, show: "todo", province: null, page: 1 }) }
    : { label: "Nhập số liệu", href: "/entry" };
  return (
    <>
      <PageHeader
        title={`Duyệt số liệu ${periodName(periodId)}`}
        crumbsLabel="Đơn vị"
        crumbs={[back, { label: provinceName, href: `/units/${provinceId}?period=${periodId}` }]}
        asOf={`Hạn nộp ${formatDay(dueOn)}`}
      />
      {canDecide(actor) && neighbours.waiting > 0 && <QueueKeys {...neighbours} />}
      <div className="review">
        <Review
          submission={submission}
          diff={diff}
          history={history}
          today={today}
          showsAll={query.rows === "all"}
          comments={comments}
          figure={figureOf(query.figure)}
          mayComment={can(actor, "figure.comment", { path })}
          moved={moved}
          decision={{
            ...decisionView(submission, actor, today),
            suggestedDueOn: addDays(today, REOPEN_DAYS),
            next: [
              { href: `/units/${unit.id}?period=${periodId}`, label: `Xem số liệu ${unit.shortName}` },
              nextWaiting(neighbours) ?? { ...back, label: "Về danh sách chờ duyệt" },
            ],
          }}
        />
        {queue.length > 1 && (
          <section className="panel queue" aria-labelledby="queue">
            <div className="table-head">
              <h2 id="queue">Danh sách chờ duyệt</h2>
              <p>
                <b className="num">
                  {queue.filter(({ group }) => group === "approved").length}/{queue.length}
                </b>{" "}
                đã duyệt
              </p>
            </div>
            <QueueList rows={queue} today={today} currentId={submission.id} />
          </section>
        )}
      </div>
    </>
  );
}

/** Whoever only enters has no queue to go back to. */
function canDecide(actor: Actor): boolean {
  return can(actor, "submission.reopen", { path: actor.unit.path });
}

function nextWaiting({ next }: Neighbours) {
  return next && { href: `/submissions/${next.id}`, label: `Duyệt tiếp: ${next.name}` };
}

/** The figure that the address asks for; nothing else that stands there. */
function figureOf(text: string | string[] | undefined): IndicatorId | null {
  return typeof text === "string" && isIndicatorId(text) ? text : null;
}
