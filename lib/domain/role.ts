/** Where each role may sit: a role on a unit of the wrong level would see or approve more than the role is meant for. */
import type { Role } from "./policy";
import type { UnitLevel } from "./unit";

const LEVELS = {
  director: ["district", "office"],
  manager: ["province"],
  central: ["nation"],
  admin: ["nation"],
  viewer: ["nation", "province", "district", "office"],
} as const satisfies Record<Role, readonly UnitLevel[]>;

export function levelsOf(role: Role): readonly UnitLevel[] {
  return LEVELS[role];
}
