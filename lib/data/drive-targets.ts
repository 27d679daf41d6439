/** What issued decisions give units for the days of a drive; the goals of the drive are its own and stand apart. */
import "server-only";
import type { Day } from "@/lib/domain/day";
import { targetsInForce, type StandingTarget } from "@/lib/domain/target";
import { driveScope } from "@/lib/domain/target-scope";
import type { Unit } from "@/lib/domain/unit";
import { listTargets } from "./dashboard-plans";

/** As they stand on a day, of each unit and indicator the headline first. @param units that the reader may read */
export async function listDriveTargets(
  driveId: string,
  units: readonly Pick<Unit, "id" | "provinceId">[],
  on: Day,
): Promise<StandingTarget[]> {
  const scope = driveScope(driveId);
  return scope === null ? [] : targetsInForce(await listTargets(units, [scope]), scope, on);
}
