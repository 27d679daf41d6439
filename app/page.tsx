import { redirect } from "next/navigation";
import { requireActor } from "@/lib/auth/session";

/** The front door leads to the own unit. */
export default async function HomePage() {
  const { unit } = await requireActor();
  redirect(`/units/${encodeURIComponent(unit.id)}`);
}
