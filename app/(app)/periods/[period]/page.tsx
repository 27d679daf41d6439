import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { SearchParams } from "@/app/search-params";
import { versionOf } from "@/app/api/v1/answers";
import { Badge } from "@/components/ui/badge";
import { CopyText } from "@/components/ui/copy-text";
import { Freshness } from "@/components/ui/freshness";
import { PageHeader } from "@/components/ui/page-header";
import { PeriodPicker } from "@/components/ui/period-picker";
import { SaidHere } from "@/components/ui/said-here";
import { EmptyState } from "@/components/ui/state";
import { requireActor } from "@/lib/auth/session";
import {
  historyMonths,
  listContacts,
  listHistory,
  listSubmissionStates,
  readPeriodState,
} from "@/lib/data/discipline";
import { listProvincePeriods } from "@/lib/data/period-progress";
import { listPeriods, type Period } from "@/lib/data/periods";
import { dayInVietnam, formatDay, formatInstant } from "@/lib/domain/day";
import { byProvince, countRows, historyRows } from "@/lib/domain/discipline";
import { remindedOf } from "@/lib/domain/discipline-units";
import { copyable, dueWords, openWords, periodSentences } from "@/lib/domain/discipline-words";
import { periodIdSchema, periodName, periodTitle, type PeriodId } from "@/lib/domain/period";
import { can, type Actor } from "@/lib/domain/policy";
import { ProgressBar } from "@/app/(app)/periods/progress-bar";
import { History } from "./history";
import { Manage } from "./manage";
import { Reminders } from "./reminders";
import { parseSelection } from "./selection";
import { Tables } from "./tables";

type Props = { params: Promise<{ period: string }>; searchParams: Promise<SearchParams> };

async function readPeriod({ params }: Pick<Props, "params">): Promise<PeriodId> {
  const parsed = periodIdSchema.safeParse((await params).period);
  if (!parsed.success) notFound();
  return parsed.data;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Kỳ số liệu ${periodName(await readPeriod(props))}` };
}

export default async function PeriodPage(props: Props) {
  const actor = await requireActor();
  const id = await readPeriod(props);
  const selection = parseSelection(await props.searchParams);
  const now = new Date();
  const [periods, rows, state] = await Promise.all([
    listPeriods(),
    listSubmissionStates(actor, id),
    readPeriodState(actor, id),
  ]);
  const period = periods.find((one) => one.id === id);
  if (!period || state === null) notFound();
  const { province } = selection;
  const own = province === null ? rows : rows.filter(({ provinceId }) => provinceId === province);
  if (province !== null && own.length === 0) notFound();
  const [signs, history] = await Promise.all([listProvincePeriods(actor, id), listHistory(actor, id, now)]);
  const provinces = byProvince(own, signs);
  const signing = new Set(signs.map(({ provinceId }) => provinceId));
  const signers = provinces.filter((one) => signing.has(one.id));
  const today = dayInVietnam(now);
  const counts = countRows(own);
  const sentences = periodSentences(signers, own, period.dueOn, today);
  // Over many provinces the managers are called; each of them has the units of the own province.
  const reminded = signers.length > 1 ? own.filter(({ provinceId }) => provinceId === "VN") : own;
  const canRemind = can(actor, "submission.reopen", { path: actor.unit.path });
  const people = canRemind
    ? await listContacts(
        actor,
        [...new Set(reminded.map((row) => row.unitId).concat(signers.map((one) => one.id)))],
        now,
      )
    : null;
  const isCentral = can(actor, "period.manage", { path: "/vn/" });
  const months = historyMonths(id);
  const inHistory = history.filter(({ provinceId }) => province === null || provinceId === province);
  // Of a province, somebody of one unit is given that unit alone.
  const isOne = actor.unit.level === "district" || actor.unit.level === "office";
  const named = isOne ? provinces.map(({ id: of }) => ({ id: of, name: actor.unit.shortName })) : provinces;
  const table = period.kind === "month" ? historyRows(months, inHistory, named) : null;
  return (
    <>
      <PageHeader
        title={titleOf(id, province === null ? null : (provinces[0]?.name ?? null))}
        crumbs={crumbsOf(isCentral, id, province)}
        asOf={
          <>
            Số liệu đến {formatDay(period.asOf)}. Hạn nộp {formatDay(period.dueOn)}
            {period.lockedAt === null && `, ${dueWords(period.dueOn, now)}`}.{" "}
            {!period.asksAll && "Chỉ một số đơn vị phải nộp. "}
            {period.lockedAt && <Badge kind="locked">khóa {formatInstant(period.lockedAt)}</Badge>}{" "}
            <Freshness
              href={`/api/v1/periods/${id}/version`}
              version={versionOf(actor, actor.unit.id, id, state)}
            />
          </>
        }
        controls={
          <Controls
            periods={periods}
            id={id}
            recordUnit={recordUnitOf(actor, province)}
            manage={isCentral && province === null ? period : null}
          />
        }
      />
      {own.length === 0 ? (
        <EmptyState title={`Không có đơn vị nào phải nộp số liệu ${periodName(id)}`}>
          Tài khoản này không phụ trách đơn vị nào có biểu trong kỳ.
        </EmptyState>
      ) : (
        <>
          <section className="answer" aria-label="Tóm tắt">
            <p className="lede">{sentences.slice(0, 2).join(" ")}</p>
            <div className="reported">
              <p>
                <b className="num">
                  {counts.approved}/{counts.expected}
                </b>{" "}
                biểu đã duyệt
              </p>
              <ProgressBar {...counts} />
              <p className="sub">{openWords(counts)}</p>
            </div>
          </section>
          <details className="panel pad copy-panel">
            <summary>Câu để chép vào báo cáo</summary>
            <CopyText text={copyable(id, sentences, now)} label="Chép câu" />
          </details>
          <Tables
            period={period}
            selection={selection}
            provinces={signers}
            rows={own}
            isOver={today > period.dueOn}
            isLinked={can(actor, "draft.read", { path: actor.unit.path })}
          />
          {people && (
            <Reminders
              rows={remindedOf(reminded, signers, people)}
              period={id}
              dueOn={period.dueOn}
              today={today}
            />
          )}
          {table && <History months={months} table={table} />}
        </>
      )}
      {isCentral && province === null && (
        <SaidHere>
          <Manage actor={actor} period={period} provinces={provinces} rows={rows} now={now} />
        </SaidHere>
      )}
    </>
  );
}

function titleOf(id: PeriodId, province: string | null): string {
  return province === null ? `Kỳ số liệu ${periodName(id)}` : `${province}, ${periodName(id)}`;
}

function crumbsOf(isCentral: boolean, id: PeriodId, province: string | null) {
  const all = isCentral ? [{ label: "Kỳ số liệu", href: "/periods" }] : [];
  return province === null ? all : [...all, { label: periodTitle(id), href: `/periods/${id}` }];
}

/** Whose record is closest to what is looked at; null for whoever reads none. */
function recordUnitOf(actor: Actor, province: string | null): string | null {
  const { id, level } = actor.unit;
  // The national offices have no record of their own: "VN" is the nation's.
  return level === "province" || level === "nation" ? (province ?? id) : null;
}

type ControlProps = {
  periods: readonly Period[];
  id: PeriodId;
  recordUnit: string | null;
  /** The period for whoever locks and unlocks; null for everybody else. */
  manage: Period | null;
};

function Controls({ periods, id, recordUnit, manage }: ControlProps) {
  const at = periods.findIndex((one) => one.id === id);
  const href = (period: Period | undefined) => (period ? `/periods/${period.id}` : null);
  return (
    <>
      <PeriodPicker
        action="/periods/current"
        current={id}
        periods={periods.map((one) => ({ id: one.id, label: periodTitle(one.id) }))}
        previousHref={href(periods[at + 1])}
        nextHref={href(periods[at - 1])}
        keep={{}}
      />
      {recordUnit !== null && (
        <Link className="button" href={`/periods/${id}/record?unit=${recordUnit}`} prefetch={false}>
          Biên bản chốt số
        </Link>
      )}
      {manage && (
        <a className="button" href="#quan-ly">
          {manage.lockedAt === null ? "Khóa, đổi hạn" : "Mở khóa cho đơn vị"}
        </a>
      )}
    </>
  );
}
