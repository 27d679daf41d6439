import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { getSubmissionDiff, getSubmissionHistory } from "@/lib/data/submission-history";
import { getSubmission, listSubmissions, type QueueRow, type Submission } from "@/lib/data/submissions";
import { addDays, dayInVietnam, formatDay } from "@/lib/domain/day";
import { periodName } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { parseSubmissionId } from "@/lib/domain/submission";
import { QueueList } from "@/app/(app)/submissions/queue-list";
import { queueHref } from "@/app/(app)/submissions/queue-view";
import { decisionView } from "./decision-view";
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
  const [diff, history, queue] = await Promise.all([
    getSubmissionDiff(submission),
    getSubmissionHistory(submission),
    listSubmissions(actor, submission.periodId, now, submission.provinceId),
  ]);
  const { periodId, provinceId, provinceName, dueOn, unit } = submission;
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
      <div className="review">
        <Review
          submission={submission}
          diff={diff}
          history={history}
          today={today}
          showsAll={(await searchParams).rows === "all"}
          decision={{
            ...decisionView(submission, actor, today),
            suggestedDueOn: addDays(today, REOPEN_DAYS),
            next: [
              { href: `/units/${unit.id}?period=${periodId}`, label: `Xem số liệu ${unit.shortName}` },
              nextWaiting(queue, submission) ?? { ...back, label: "Về danh sách chờ duyệt" },
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

function nextWaiting(queue: readonly QueueRow[], { id }: Submission) {
  const next = queue.find((row) => row.group === "waiting" && row.id !== id);
  return next && { href: `/submissions/${next.id}`, label: `Duyệt tiếp: ${next.unit.shortName}` };
}
