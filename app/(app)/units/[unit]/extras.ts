/** What stands on a unit's page besides its own figures: units side by side, provinces like it, the reader's mark. */
import {
  listComparedUnits,
  listSimilarProvinces,
  type ComparedUnit,
  type SimilarProvince,
} from "@/lib/data/compared-units";
import type { UnitDashboard } from "@/lib/data/dashboard";
import { isFavourite } from "@/lib/data/unit-marks";
import type { Actor } from "@/lib/domain/policy";
import type { Selection } from "./selection";

export type Extras = {
  compared: readonly ComparedUnit[];
  similar: readonly SimilarProvince[];
  isFavourite: boolean;
  /** Who reads: versions are told apart by reader. */
  readerId: string;
};

export async function loadExtras(
  actor: Actor,
  selection: Selection,
  { view, period, tree }: UnitDashboard,
): Promise<Extras> {
  const [compared, similar, marked] = await Promise.all([
    listComparedUnits(actor, selection.pick, { ...selection, period: period.id, tree }),
    listSimilarProvinces(view.unit, period.id, tree),
    isFavourite(actor, view.unit.id),
  ]);
  return { compared, similar, isFavourite: marked, readerId: actor.id };
}
