import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireActor } from "@/lib/auth/session";
import { listPeriodProgress } from "@/lib/data/period-progress";
import { getSettings } from "@/lib/data/reference";
import { addDays, dayInVietnam, formatDay } from "@/lib/domain/day";
import { addMonths, asOfDay, monthOf, periodName, type PeriodId } from "@/lib/domain/period";
import { can } from "@/lib/domain/policy";
import { OpenPeriodForm } from "./period-forms";
import { PeriodTable } from "./period-table";

export const metadata: Metadata = { title: "Kỳ số liệu" };

const SHOWN = 36;

export default async function PeriodsPage() {
  const actor = await requireActor();
  if (!can(actor, "period.manage", { path: "/vn/" })) notFound();
  const today = dayInVietnam(new Date());
  const [periods, { dueDay }] = await Promise.all([listPeriodProgress(SHOWN, new Date()), getSettings()]);
  const newest = periods.find(({ kind }) => kind === "month");
  const next = newest ? addMonths(newest.id, 1) : addMonths(monthOf(today as PeriodId), -1);
  const open = periods.filter(({ lockedAt }) => lockedAt === null).length;
  return (
    <>
      <PageHeader title="Kỳ số liệu" asOf={`Hôm nay ${formatDay(today)}. ${open} kỳ đang mở.`} />
      <div className="split periods">
        <PeriodTable periods={periods} />
        <section className="panel pad" aria-labelledby="open">
          <h2 id="open" className="h3">
            Mở {periodName(next)}
          </h2>
          <p className="quiet">
            Mỗi đơn vị hoạt động ngày {formatDay(asOfDay(next))} có một biểu để nhập. Kỳ đã mở không thể xóa.
          </p>
          <OpenPeriodForm period={next} name={periodName(next)} dueOn={addDays(asOfDay(next), dueDay)} />
        </section>
      </div>
    </>
  );
}
