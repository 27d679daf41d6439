import { notFound, redirect } from "next/navigation";
import { requireActor } from "@/lib/auth/session";
import { periodIdSchema } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";

type Props = {
  params: Promise<{ unit: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Where the period picker of the form arrives: a GET form cannot write into the path. */
export default async function EntryUnitPage({ params, searchParams }: Props) {
  await requireActor();
  const unit = unitIdSchema.safeParse((await params).unit);
  if (!unit.success) notFound();
  const period = periodIdSchema.safeParse((await searchParams).period);
  redirect(period.success ? `/entry/${unit.data}/${period.data}` : "/entry");
}
