/** One table of a decision with everything its form shows; nothing where the decision is not for this reader. */
import "server-only";
import { getCascade } from "@/lib/data/cascade";
import { getRecipientCascade } from "@/lib/data/cascade-recipients";
import { getDecision, type Decision } from "@/lib/data/decisions";
import { getScopeOffer, type ScopeOffer } from "@/lib/data/scope-drives";
import type { TargetTable } from "@/lib/data/target-drafts";
import { dayInVietnam } from "@/lib/domain/day";
import type { Actor } from "@/lib/domain/policy";
import { yearScope, type TargetScope } from "@/lib/domain/target-scope";
import { toCascadeView, type CascadeView, type Receiver } from "./cascade-view";

/** @param table without a time it is for the year in which the decision takes effect */
export async function readCascadeView(
  actor: Actor,
  id: string,
  { scope, ...rest }: Omit<TargetTable, "scope"> & { scope: TargetScope | undefined },
  asked: Receiver | undefined,
): Promise<{ decision: Decision; table: TargetTable; offer: ScopeOffer; view: CascadeView } | null> {
  const decision = await getDecision(actor, id);
  if (!decision) return null;
  const { unit } = decision;
  const year = yearScope(decision.effectiveOn);
  const table = { ...rest, scope: scope ?? year };
  const today = dayInVietnam(new Date());
  const offer = await getScopeOffer(actor, decision, today, table.scope);
  if (!offer) return null;
  // Below a reporting unit there are only recipients.
  const to = unit.level === "district" || unit.level === "office" ? "recipients" : (asked ?? "units");
  const [cascade, recipients] = await Promise.all([
    getCascade(decision, table, today),
    to === "recipients" ? getRecipientCascade(decision, table) : null,
  ]);
  return { decision, table, offer, view: toCascadeView(cascade, decision, recipients, offer.names) };
}
