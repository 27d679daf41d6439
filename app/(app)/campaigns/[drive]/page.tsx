import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import type { SearchParams } from "@/app/search-params";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { SaidHere } from "@/components/ui/said-here";
import { Segments } from "@/components/ui/segments";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import { listDriveTargets } from "@/lib/data/drive-targets";
import { getDrive, listEntryUnits, type DriveDetail } from "@/lib/data/drives";
import { getSettings, isDemo } from "@/lib/data/reference";
import { dayInVietnam, formatDay, formatInstant, type Day } from "@/lib/domain/day";
import {
  burnDown,
  driveProgress,
  driveState,
  mayEnterDrive,
  mayManageDrive,
  standingDay,
  timeGone,
} from "@/lib/domain/drive";
import {
  closingSentences,
  countdownWords,
  daysWords,
  DRIVE_KIND_WORDS,
  driveSentence,
} from "@/lib/domain/drive-words";
import { INDICATORS } from "@/lib/domain/indicator";
import { can } from "@/lib/domain/policy";
import { DRIVE_STATE_LABELS } from "@/lib/labels";
import { AssignedLine } from "./assigned-line";
import { BurnFigure } from "./burn-figure";
import { CloseForm } from "./close-form";
import { EntrySection } from "./entry-section";
import { GoalCards } from "./goal-cards";
import { driveHref, parseDrive } from "./selection";
import { UnitTable } from "./unit-table";

type Props = { params: Promise<{ drive: string }>; searchParams: Promise<SearchParams> };

/** Once per request, for the page and for its title. */
const load = cache(async (id: string, province: string | null): Promise<DriveDetail | null> => {
  const actor = await requireActor();
  return getDrive(actor, id, province);
});

const select = async ({ params, searchParams }: Props) =>
  parseDrive((await params).drive, await searchParams);

export async function generateMetadata(props: Props): Promise<Metadata> {
  const selection = await select(props);
  const detail = selection && (await load(selection.drive, selection.province));
  return { title: detail?.drive.name ?? "Không có trang này" };
}

export default async function DrivePage(props: Props) {
  const actor = await requireActor();
  const selection = await select(props);
  const detail = selection && (await load(selection.drive, selection.province));
  if (!selection || !detail) notFound();
  const { drive, scope, goals, values, daily, rows } = detail;
  const today = dayInVietnam(new Date());
  const { provinceId } = scope.level === "nation" ? actor.unit : scope;
  const [settings, demo, units, targets] = await Promise.all([
    getSettings(),
    isDemo(),
    listEntryUnits(actor, drive.id, provinceId),
    can(actor, "target.read", actor.unit) ? listDriveTargets(drive.id, [scope], today) : [],
  ]);
  const ids = [...drive.goals.keys()];
  const chosen = selection.indicator ?? ids[0];
  if (!chosen || !ids.includes(chosen)) notFound();
  const rule = { okPercent: settings.paceOkPercent, riskPercent: settings.paceRiskPercent };
  const on = standingDay(drive, today, daily.at(-1)?.day ?? null);
  const time = timeGone(drive, on);
  const progressOf = (id: (typeof ids)[number]) =>
    driveProgress({ value: values.get(id) ?? null, goal: goals.get(id) ?? null }, time, rule);
  const goal = goals.get(chosen);
  const sentence = driveSentence(chosen, progressOf(chosen));
  const enterable = drive.isClosed ? [] : units.filter((unit) => mayEnterDrive(actor, unit));
  const entered = enterable.find(({ id }) => id === (selection.unit ?? enterable[0]?.id));
  if (selection.unit !== null && !entered) notFound();
  const mayManage = scope.id === drive.unit.id && mayManageDrive(actor, drive.unit) && !drive.isClosed;
  return (
    <>
      <PageHeader
        title={scope.id === drive.unit.id ? drive.name : `${drive.name}: ${scope.shortName}`}
        crumbs={[
          { label: "Truyền thông", href: "/campaigns" },
          ...(scope.id === drive.unit.id
            ? []
            : [{ label: drive.name, href: driveHref(selection, { province: null }) }]),
        ]}
        asOf={<AsOf detail={detail} on={on} today={today} isDemo={demo} />}
        controls={
          mayManage && (
            <div className="acts">
              <ButtonLink href={`/campaigns/${drive.id}/goals`}>Mục tiêu và đơn vị</ButtonLink>
              <ButtonLink href={`/campaigns/${drive.id}/edit`}>Sửa tên, ngày</ButtonLink>
            </div>
          )
        }
      />
      <section className="answer plain" aria-label="Kết luận">
        <p className="lede">
          <b>{sentence.strong}</b>
          {sentence.rest}
        </p>
        <AssignedLine driveId={drive.id} unitId={scope.id} targets={targets} />
      </section>
      <SaidHere>
        {drive.summary !== null && (
          <section className="panel pad drive-summary" aria-labelledby="drive-summary">
            <h2 id="drive-summary" className="h3">
              Tổng kết
            </h2>
            <p>{drive.summary}</p>
            <p className="sub">
              {drive.closedBy} đóng lúc {drive.closedAt && formatInstant(drive.closedAt)}.
            </p>
          </section>
        )}
        <GoalCards goals={ids.map((id) => ({ id, progress: progressOf(id) }))} />
        {entered && (
          <EntrySection selection={selection} drive={drive} units={enterable} unit={entered} today={today} />
        )}
        {ids.length > 1 && (
          <div className="section-head">
            <Segments
              label="Chỉ tiêu"
              options={ids.map((id) => ({
                href: driveHref(selection, { indicator: id }),
                label: INDICATORS[id].short,
                isCurrent: id === chosen,
              }))}
            />
          </div>
        )}
        {goal !== undefined && (
          <BurnFigure
            id={chosen}
            name={drive.name}
            goal={goal}
            points={burnDown(
              drive,
              goal,
              new Map(daily.flatMap(({ day, values: own }) => mapDay(day, own.get(chosen)))),
              on,
            )}
          />
        )}
        {rows === null ? (
          <EmptyState title="Kết quả từng đơn vị không hiển thị">
            Tài khoản xem được tổng của tỉnh này; kết quả từng đơn vị chỉ dành cho người trong tỉnh và Trung
            ương.
          </EmptyState>
        ) : (
          <UnitTable
            selection={{ ...selection, indicator: chosen }}
            id={chosen}
            rows={rows}
            total={{ name: scope.shortName, goals, values }}
            time={time}
            rule={rule}
          />
        )}
        {mayManage && <CloseForm drive={drive.id} summary={summaryOf(detail, on)} />}
      </SaidHere>
      <p className="foot">
        <span>
          Kết quả nhanh từng ngày, do đơn vị tham gia ghi; không cộng vào số liệu tháng.{" "}
          <Link href="/sources" prefetch={false}>
            Nguồn dữ liệu
          </Link>
        </span>
      </p>
    </>
  );
}

const mapDay = (day: Day, value: bigint | undefined) => (value === undefined ? [] : [[day, value] as const]);

type AsOfProps = { detail: DriveDetail; on: Day; today: Day; isDemo: boolean };

function AsOf({ detail: { drive }, on, today, isDemo: demo }: AsOfProps) {
  const state = driveState(drive, today);
  return (
    <>
      {DRIVE_KIND_WORDS[drive.kind]}, {daysWords(drive)}. {DRIVE_STATE_LABELS[state]}
      {state === "ahead" || state === "running" ? `, ${countdownWords(drive, today, on)}` : ""}.{" "}
      {on >= drive.startsOn && `Kết quả đến hết ngày ${formatDay(on)}. `}
      {drive.isClosed && <Badge kind="locked">đã đóng</Badge>}
      {demo && <Badge kind="sample">minh họa</Badge>}
    </>
  );
}

function summaryOf({ drive, values, goals, rows }: DriveDetail, on: Day): string {
  return closingSentences({
    ...drive,
    on,
    goals: [...goals].map(([id, goal]) => ({
      id,
      goal,
      value: values.get(id) ?? null,
      units: (rows ?? []).map((row) => ({
        id: row.id,
        name: row.shortName,
        value: row.values.get(id) ?? null,
        goal: row.goals.get(id) ?? null,
      })),
    })),
  }).join("\n");
}
