import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Segments } from "@/components/ui/segments";
import { requireActor } from "@/lib/auth/session";
import { countMails, listMails } from "@/lib/data/mail-outbox";
import { listWorkerJobs } from "@/lib/data/worker-jobs";
import { formatInstant } from "@/lib/domain/day";
import { MAIL_STATES, type MailState } from "@/lib/domain/mail";
import { can } from "@/lib/domain/policy";
import { MAIL_STATE_LABELS } from "@/lib/labels";
import { mailServer } from "@/lib/worker/mail-server";
import { JobTable } from "./job-table";
import { MailTable } from "./mail-table";
import { RetryFailedForm } from "./retry-form";

export const metadata: Metadata = { title: "Thư gửi" };

const PAGE = 50;
/** The shortest job runs every five minutes at the latest; after three of them somebody should look. */
const SILENCE = 15 * 60_000;

const selectionSchema = z.object({
  state: z.enum(MAIL_STATES).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

const href = (state: MailState | null, page = 1) => {
  const query = new URLSearchParams({
    ...(state ? { state } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  });
  return query.size > 0 ? `/admin/mail?${query}` : "/admin/mail";
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What became of the mails, for whoever runs the system. */
export default async function MailPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "user.manage", actor.unit)) notFound();
  const { state = null, page } = selectionSchema.parse(await searchParams);
  const [counts, mails, jobs] = await Promise.all([
    countMails(actor),
    listMails(actor, state, { offset: (page - 1) * PAGE, limit: PAGE + 1 }),
    listWorkerJobs(actor),
  ]);
  const server = mailServer();
  const lastRun = Math.max(0, ...jobs.map(({ ranAt }) => ranAt.getTime()));
  const isSilent = new Date().getTime() - lastRun > SILENCE;
  const all = MAIL_STATES.reduce((sum, one) => sum + counts[one], 0);
  return (
    <>
      <PageHeader
        title="Thư gửi"
        asOf={`${counts.failed} thư lỗi, ${counts.unknown} thư không rõ đã gửi, ${counts.pending} thư đang chờ.`}
        controls={<RetryFailedForm count={counts.failed} />}
      />
      {!server && (
        <Notice kind="info" title="Chưa đặt máy chủ thư">
          Đặt SMTP_URL và MAIL_FROM rồi khởi động lại. Khi chưa có, mọi người vẫn nhận tin trong hộp tin.
        </Notice>
      )}
      {isSilent && (
        <Notice
          kind="warning"
          title={
            lastRun === 0
              ? "Chưa có việc nền nào chạy"
              : `Việc nền dừng từ ${formatInstant(new Date(lastRun))}`
          }
        >
          Không có nhắc hạn và thư nào được gửi. Kiểm tra WORKER trên các máy chạy ứng dụng.
        </Notice>
      )}
      <Segments
        label="Trạng thái"
        options={[
          { href: href(null), label: "Tất cả", note: String(all), isCurrent: state === null },
          ...MAIL_STATES.map((one) => ({
            href: href(one),
            label: MAIL_STATE_LABELS[one],
            note: String(counts[one]),
            isCurrent: state === one,
          })),
        ]}
      />
      <MailTable
        mails={mails.slice(0, PAGE).map((mail) => ({
          ...mail,
          created: formatInstant(mail.createdAt),
          nextAttempt: mail.nextAttemptAt && formatInstant(mail.nextAttemptAt),
        }))}
      />
      {(page > 1 || mails.length > PAGE) && (
        <nav className="pages" aria-label="Trang">
          {page > 1 && <Link href={href(state, page - 1)}>Mới hơn</Link>}
          {mails.length > PAGE && <Link href={href(state, page + 1)}>Cũ hơn</Link>}
        </nav>
      )}
      {jobs.length > 0 && <JobTable jobs={jobs} />}
    </>
  );
}
