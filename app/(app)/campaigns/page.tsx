import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { SearchParams } from "@/app/search-params";
import { Badge } from "@/components/ui/badge";
import { DownloadMenu } from "@/components/ui/download-menu";
import { PageHeader } from "@/components/ui/page-header";
import { PeriodPicker } from "@/components/ui/period-picker";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { getCampaignCounts, type CampaignCounts } from "@/lib/data/campaign-counts";
import { listDrives, type ListedDrive } from "@/lib/data/drives";
import { sumPartners } from "@/lib/data/partners";
import { getSettings, isDemo } from "@/lib/data/reference";
import { countSentence } from "@/lib/domain/campaign-counts";
import { dayInVietnam, formatDay, type Day } from "@/lib/domain/day";
import { unitTitle } from "@/lib/domain/dashboard-words";
import { driveProgress, driveState, mayManageDrive, standingDay, timeGone } from "@/lib/domain/drive";
import { driveSentence } from "@/lib/domain/drive-words";
import type { ProgressRule } from "@/lib/domain/dashboard-progress";
import { periodTitle } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import { uncapital } from "@/lib/domain/wording";
import { Counts } from "./counts";
import { DriveTable } from "./drive-table";
import { campaignHref, campaignQuery, parseCampaigns, type CampaignSelection } from "./selection";

type Props = { searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: "Truyền thông" };

/** The own unit where it reports communication; an office's province, a national office's nation. */
function homeOf({ unit }: Pick<Actor, "unit">): string {
  return unit.level === "office" ? unit.provinceId : unit.id;
}

export default async function CampaignsPage({ searchParams }: Props) {
  const actor = await requireActor();
  const asked = parseCampaigns(await searchParams);
  if (!asked) notFound();
  const today = dayInVietnam(new Date());
  const selection = { ...asked, unit: asked.unit ?? homeOf(actor) };
  const [counts, drives, settings, demo] = await Promise.all([
    getCampaignCounts(actor, { unitId: selection.unit, period: asked.period, indicator: asked.indicator }),
    listDrives(actor),
    getSettings(),
    isDemo(),
  ]);
  if (!counts && (asked.unit !== null || asked.period !== null)) notFound();
  const rule = { okPercent: settings.paceOkPercent, riskPercent: settings.paceRiskPercent };
  const shown = counts && { ...selection, period: counts.context.period };
  return (
    <>
      <Header selection={shown ?? selection} counts={counts} isDemo={demo} />
      <section className="answer plain" aria-label="Kết luận">
        <p className="lede">
          <Told selection={selection} counts={counts} />
          <Running drives={drives} today={today} rule={rule} />
        </p>
      </section>
      <DriveTable drives={drives} today={today} rule={rule} mayCreate={mayManageDrive(actor, actor.unit)} />
      <nav className="notice-links" aria-label="Ghi chú và danh sách">
        <Link href={`/campaigns/notes?unit=${selection.unit}`} prefetch={false}>
          Mô hình hay, biểu dương, nhắc nhở
        </Link>
        <Link href={`/campaigns/employers?unit=${selection.unit}`} prefetch={false}>
          Đơn vị chậm đóng, vi phạm
        </Link>
      </nav>
      {counts && shown ? (
        <Counts
          selection={shown}
          counts={counts}
          partners={await sumPartners(actor, counts.unit, counts.context.period)}
        />
      ) : (
        <EmptyState title="Chưa có kỳ số liệu nào">
          Số lượng truyền thông lấy từ các tháng đã duyệt; Trung ương chưa mở tháng nào.
        </EmptyState>
      )}
    </>
  );
}

type HeaderProps = { selection: CampaignSelection; counts: CampaignCounts | null; isDemo: boolean };

function Header({ selection, counts, isDemo: demo }: HeaderProps) {
  if (!counts) return <PageHeader title="Truyền thông" asOf="Các đợt mà tài khoản này xem được." />;
  const { unit, crumbs, periods, context } = counts;
  const at = periods.findIndex(({ id }) => id === context.period);
  const [newer, older] = [periods[at - 1], periods[at + 1]];
  const keep = campaignQuery(selection, { period: null });
  return (
    <PageHeader
      title={`Truyền thông: ${unitTitle(unit)}`}
      {...(unit.level === "nation" ? { eyebrow: "Toàn quốc" } : {})}
      crumbs={crumbs.map((one) => ({
        label: unitTitle(one),
        href: campaignHref(selection, { unit: one.id }),
      }))}
      crumbsLabel="Đơn vị"
      asOf={
        <>
          Số đã duyệt đến {formatDay(context.asOf)}. {demo && <Badge kind="sample">minh họa</Badge>}
        </>
      }
      controls={
        <>
          <PeriodPicker
            action="/campaigns"
            current={context.period}
            periods={periods.map(({ id }) => ({ id, label: periodTitle(id) }))}
            previousHref={older ? campaignHref(selection, { period: older.id }) : null}
            nextHref={newer ? campaignHref(selection, { period: newer.id }) : null}
            keep={keep}
          />
          {counts.rows && counts.rows.length > 0 && (
            <div className="acts">
              <DownloadMenu
                tables={[
                  {
                    label: "Bảng theo đơn vị",
                    href: (format) =>
                      `/api/v1/campaigns?${new URLSearchParams({ ...campaignQuery(selection), format })}`,
                  },
                ]}
              />
            </div>
          )}
        </>
      }
    />
  );
}

type ToldProps = { selection: CampaignSelection; counts: CampaignCounts | null };

/** What the chosen count came to; nothing where it is not told. */
function Told({ selection, counts }: ToldProps) {
  const { indicator } = selection;
  const { year } = counts?.total ?? {};
  const words =
    counts && year && countSentence(unitTitle(counts.unit), indicator, year, counts.context.period);
  if (!words) return "Chưa có số liệu truyền thông trong kỳ này.";
  return (
    <>
      <b>{words.strong}</b>
      {words.rest}
    </>
  );
}

type RunningProps = { drives: readonly ListedDrive[]; today: Day; rule: ProgressRule };

/** The drive that is under way, in a sentence; nothing where none is. */
function Running({ drives, today, rule }: RunningProps) {
  const drive = drives.find((one) => driveState(one, today) === "running");
  const [goal] = drive ? [...drive.goals] : [];
  if (!drive || !goal) return null;
  const [id, value] = goal;
  const time = timeGone(drive, standingDay(drive, today, drive.lastDay));
  const progress = driveProgress({ value: drive.values.get(id) ?? null, goal: value }, time, rule);
  const { strong, rest } = driveSentence(id, progress);
  return (
    <>
      {" "}
      {drive.name}: <b>{uncapital(strong)}</b>
      {rest}
    </>
  );
}
