import { notFound, redirect } from "next/navigation";
import { requireActor } from "@/lib/auth/session";
import { openNotification } from "@/lib/data/inbox";

type Props = { params: Promise<{ id: string }> };

/** A notice that is opened is read, and leads to what it speaks of. */
export default async function OpenNotificationPage({ params }: Props) {
  const actor = await requireActor();
  const href = await openNotification(actor, (await params).id, new Date());
  if (href === null) notFound();
  redirect(href);
}
