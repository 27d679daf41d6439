import { notFound } from "next/navigation";
import { firstOf, type SearchParams } from "@/app/search-params";
import { findReadableUnit, listAncestors } from "@/lib/data/dashboard-units";
import type { Actor } from "@/lib/domain/policy";
import { unitIdSchema, type Unit } from "@/lib/domain/unit";

/** The unit that a page of notices is about: the one asked for, else the own one. */
export async function readNoticeUnit(
  actor: Actor,
  search: SearchParams,
): Promise<{ unit: Unit; ancestors: readonly Unit[] }> {
  const id = unitIdSchema.safeParse(firstOf(search.unit) ?? actor.unit.id);
  const unit = id.success ? await findReadableUnit(actor, id.data) : null;
  if (!unit) notFound();
  return { unit, ancestors: await listAncestors(unit) };
}
