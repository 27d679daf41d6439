import { notFound, redirect } from "next/navigation";
import { requireActor } from "@/lib/auth/session";
import { listPeriods } from "@/lib/data/periods";
import { dayInVietnam } from "@/lib/domain/day";
import { can } from "@/lib/domain/policy";

type Props = { searchParams: Promise<{ period?: string | string[] }> };

/** The period that people work on: the one that is picked, else the newest month that is over, else whatever is open. */
export default async function CurrentPeriodPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "period.read", { path: actor.unit.path })) notFound();
  const { period: picked } = await searchParams;
  const today = dayInVietnam(new Date());
  const periods = await listPeriods();
  const period =
    periods.find(({ id }) => id === picked) ??
    periods.find(({ kind, asOf }) => kind === "month" && asOf <= today) ??
    periods[0];
  if (!period) notFound();
  redirect(`/periods/${period.id}`);
}
