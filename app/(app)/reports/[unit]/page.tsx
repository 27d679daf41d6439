import { notFound, redirect } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { requireActor } from "@/lib/auth/session";
import { findDefaultPeriod } from "@/lib/data/dashboard-periods";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { isPeriodId } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";
import { reportHref } from "@/app/(app)/reports/selection";

type Props = { params: Promise<{ unit: string }>; searchParams: Promise<SearchParams> };

/** Where the picker of periods leads; without one to the newest period with data. */
export default async function ReportUnitPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const id = unitIdSchema.safeParse((await params).unit);
  const unit = id.success ? await findReadableUnit(actor, id.data) : null;
  if (!unit) notFound();
  const asked = firstOf((await searchParams).period);
  const period = asked !== undefined && isPeriodId(asked) ? asked : await findDefaultPeriod(unit);
  if (period === null) notFound();
  redirect(reportHref(unit.id, period));
}
