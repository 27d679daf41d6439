import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { listPeriodProgress } from "@/lib/data/period-progress";
import { getSettings } from "@/lib/data/reference";
import { dayInVietnam, formatDay, quarterOf } from "@/lib/domain/day";
import { asOfDay, mayOpenOn, opensOn, periodName } from "@/lib/domain/period";
import { defaultDueOn, nextMonth } from "@/lib/domain/period-opening";
import { can } from "@/lib/domain/policy";
import { Freshness } from "@/components/ui/freshness";
import { versionOf } from "@/app/api/v1/answers";
import { readPeriodState } from "@/lib/data/discipline";
import { ButtonLink } from "@/components/ui/button";
import { OpenPeriodForm } from "./period-forms";
import { PeriodTable } from "./period-table";

export const metadata: Metadata = { title: "Kỳ số liệu" };

const SHOWN = 36;

export default async function PeriodsPage() {
  const actor = await requireActor();
  if (!can(actor, "period.manage", { path: "/vn/" })) notFound();
  const today = dayInVietnam(new Date());
  const [periods, rule] = await Promise.all([listPeriodProgress(SHOWN, new Date()), getSettings()]);
  const next = nextMonth(periods, today);
  const open = periods.filter(({ lockedAt }) => lockedAt === null);
  const filling = open.findLast(({ asOf }) => asOf <= today) ?? open[0];
  const state = filling ? await readPeriodState(actor, filling.id) : null;
  return (
    <>
      <PageHeader
        title="Kỳ số liệu"
        asOf={
          <>
            Hôm nay {formatDay(today)}. {open.length} kỳ đang mở.{" "}
            {filling && state !== null && (
              <Freshness
                href={`/api/v1/periods/${filling.id}/version`}
                version={versionOf(actor, actor.unit.id, filling.id, state)}
              />
            )}
          </>
        }
      />
      <div className="split periods">
        <PeriodTable periods={periods} />
        <div className="side-forms">
          <section className="panel pad" aria-labelledby="open">
            <h2 id="open" className="h3">
              Mở {periodName(next)}
            </h2>
            {mayOpenOn(next, today) ? (
              <>
                <p className="quiet">
                  Mỗi đơn vị hoạt động ngày {formatDay(asOfDay(next))} có một biểu để nhập, đủ chỉ tiêu. Kỳ đã
                  mở không thể xóa.
                </p>
                <OpenPeriodForm
                  period={next}
                  name={periodName(next)}
                  dueOn={defaultDueOn(next, rule, today)}
                />
              </>
            ) : (
              <p className="quiet">Mở được từ ngày {formatDay(opensOn(next))}.</p>
            )}
          </section>
          <section className="panel pad" aria-labelledby="other">
            <h2 id="other" className="h3">
              Mở kỳ khác
            </h2>
            <p className="quiet">Chọn ngày chốt, hạn nộp, chỉ tiêu và đơn vị phải nộp.</p>
            <div className="stacked">
              <ButtonLink href="/periods/new?kind=flash" prefetch={false}>
                Một kỳ báo cáo nhanh
              </ButtonLink>
              <ButtonLink href={`/periods/new?kind=weekly&quarter=${quarterOf(today)}`} prefetch={false}>
                Báo cáo nhanh hằng tuần của quý
              </ButtonLink>
              <ButtonLink href="/periods/new?kind=month" prefetch={false}>
                Tháng, chọn chỉ tiêu và đơn vị
              </ButtonLink>
            </div>
          </section>
        </div>
      </div>
    </>
  );
}
