import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { PeriodPicker } from "@/components/ui/period-picker";
import { Segments } from "@/components/ui/segments";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { countFigureComments } from "@/lib/data/figure-comments";
import { listProvincePeriods } from "@/lib/data/period-progress";
import { listPeriods, type Period } from "@/lib/data/periods";
import { listSubmissions } from "@/lib/data/submissions";
import { dayInVietnam, formatDay, timeInVietnam, type Day } from "@/lib/domain/day";
import { periodName, periodTitle } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";
import { isReopened, QUEUE_GROUPS } from "@/lib/domain/submission-queue";
import { GridLink } from "@/app/(app)/entry/grid-link";
import { ProvinceStates } from "./province-states";
import { QueueForm } from "./queue-form";
import { pickOf } from "./queue-pick";
import { QueueTable } from "./queue-table";
import { GROUP_NAMES, queueHref, queueOf, readQueueQuery, type QueueQuery, type Shown } from "./queue-view";
import { SignOff } from "./sign-off";

export const metadata: Metadata = { title: "Duyệt số liệu" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const SHOWN_NAMES: readonly (readonly [Shown, string])[] = [
  ["todo", "Cần làm"],
  ...QUEUE_GROUPS.map((group) => [group, GROUP_NAMES[group]] as const),
  ["all", "Tất cả"],
];

/** The newest period that is over; a flash period of today counts too. */
function defaultPeriod(periods: readonly Period[], today: Day): Period | undefined {
  return periods.find(({ asOf }) => asOf <= today) ?? periods[0];
}

export default async function QueuePage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "submission.reopen", { path: actor.unit.path })) notFound();
  const asked = readQueueQuery(await searchParams);
  const now = new Date();
  const today = dayInVietnam(now);
  const periods = await listPeriods();
  const period = asked.period ? periods.find(({ id }) => id === asked.period) : defaultPeriod(periods, today);
  if (!period) {
    if (asked.period) notFound();
    return (
      <EmptyState title="Chưa có kỳ số liệu nào">Trung ương mở kỳ đầu tiên ở trang Kỳ số liệu.</EmptyState>
    );
  }
  const query = { ...asked, period: period.id };
  const [rows, provinces] = await Promise.all([
    listSubmissions(actor, period.id, now),
    listProvincePeriods(actor, period.id),
  ]);
  const queue = queueOf(rows, query);
  const comments = await countFigureComments(queue.rows);
  const isManager = actor.role === "manager";
  return (
    <>
      <PageHeader
        title={`Duyệt số liệu ${periodName(period.id)}`}
        asOf={`${actor.unit.name}. Hạn nộp ${formatDay(period.dueOn)}. Lúc ${timeInVietnam(now)} ngày ${formatDay(today)}${period.lockedAt === null ? "" : ". Kỳ đã khóa: chỉ đơn vị được mở khóa còn nộp được"}`}
        controls={
          <>
            <PeriodControl query={query} periods={periods} />
            <GridLink provinceId={query.province ?? actor.unit.provinceId} period={period.id} />
            {queue.provinces.length > 1 && <ProvinceFilter query={query} provinces={queue.provinces} />}
          </>
        }
      />
      <div className="section-head queue-tabs">
        <Segments
          label="Hiện"
          options={SHOWN_NAMES.map(([show, label]) => ({
            href: queueHref({ ...query, show, page: 1 }),
            label,
            note: queue.counts[show],
            isCurrent: query.show === show,
          }))}
        />
      </div>
      {/* Also around an empty list: what the last decision did is said there. */}
      <QueueForm
        href={queueHref(query)}
        selectable={queue.rows.filter((row) => pickOf(row, actor, today)?.isOpen).length}
      >
        {queue.rows.length > 0 ? (
          <QueueTable
            queue={queue}
            today={today}
            withProvince={query.province === null && queue.provinces.length > 1}
            actor={actor}
            comments={comments}
          />
        ) : (
          <EmptyState title="Không có biểu nào ở mục này">
            {query.show === "todo"
              ? "Không có biểu quá hạn, chờ duyệt hay bị trả lại."
              : `Chọn mục khác, hoặc xem tất cả ${queue.counts.all} biểu.`}
          </EmptyState>
        )}
      </QueueForm>
      <Pages query={query} page={queue.page} pages={queue.pages} />
      {isManager &&
        provinces.map((one) => (
          <SignOff
            key={one.provinceId}
            province={one}
            isLocked={period.lockedAt !== null}
            reopened={rows.filter((row) => row.provinceId === one.provinceId && isReopened(row))}
          />
        ))}
      {!isManager && (
        <>
          <Signed provinces={provinces} />
          <ProvinceStates period={period.id} rows={rows} provinces={provinces} />
        </>
      )}
    </>
  );
}

function PeriodControl({ query, periods }: { query: QueueQuery; periods: readonly Period[] }) {
  const at = periods.findIndex(({ id }) => id === query.period);
  const href = (period: Period | undefined) =>
    period ? queueHref({ ...query, period: period.id, page: 1 }) : null;
  const { show, province } = query;
  return (
    <PeriodPicker
      action="/submissions"
      current={query.period ?? ""}
      periods={periods.map(({ id }) => ({
        id,
        label: periodTitle(id),
      }))}
      previousHref={href(periods[at + 1])}
      nextHref={href(periods[at - 1])}
      keep={{ ...(show === "todo" ? {} : { show }), ...(province ? { province } : {}) }}
    />
  );
}

function ProvinceFilter({
  query,
  provinces,
}: {
  query: QueueQuery;
  provinces: readonly { id: string; name: string }[];
}) {
  return (
    <form className="period" action="/submissions" method="get">
      <label className="label" htmlFor="province">
        Tỉnh, thành phố
      </label>
      <div>
        <select id="province" name="province" defaultValue={query.province ?? ""} key={query.province}>
          <option value="">Tất cả</option>
          {provinces.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <input type="hidden" name="period" value={query.period ?? ""} />
        <input type="hidden" name="show" value={query.show} />
        <Button>Lọc</Button>
      </div>
    </form>
  );
}

function Pages({ query, page, pages }: { query: QueueQuery; page: number; pages: number }) {
  if (pages === 1) return null;
  return (
    <nav className="pages" aria-label="Trang">
      {page > 1 && <Link href={queueHref({ ...query, page: page - 1 })}>Trang trước</Link>}
      <span>
        Trang {page}/{pages}
      </span>
      {page < pages && <Link href={queueHref({ ...query, page: page + 1 })}>Trang sau</Link>}
    </nav>
  );
}

function Signed({ provinces }: { provinces: readonly { provinceId: string; signedAt: Date | null }[] }) {
  const all = provinces.filter(({ provinceId }) => provinceId !== "VN");
  const signed = all.filter(({ signedAt }) => signedAt !== null).length;
  return (
    <p className="asof">
      <b className="num">
        {signed}/{all.length}
      </b>{" "}
      tỉnh, thành phố đã ký chốt.
    </p>
  );
}
