/** People on the units of workflow-units.ts, and what they were told. */
import { v7 as uuidv7 } from "uuid";
import { db } from "@/lib/data/db";
import type { Role } from "@/lib/domain/policy";

export type NewPerson = { role: Role; unit: string; isActive?: boolean; email?: string };

/** Named by who they are: "quanly-q". @returns their ids by name */
export async function plantPeople<Name extends string>(
  people: Record<Name, NewPerson>,
): Promise<Record<Name, string>> {
  const rows = Object.entries<NewPerson>(people).map(([username, person]) => ({
    id: uuidv7(),
    username,
    ...person,
  }));
  await db.user.createMany({
    data: rows.map(({ id, username, role, unit, isActive = true, email = null }) => ({
      id,
      username,
      displayName: `Người ${username}`,
      role,
      unitId: unit,
      isActive,
      email,
      createdAt: new Date("2025-01-01"),
    })),
  });
  return Object.fromEntries(rows.map(({ id, username }) => [username, id])) as Record<Name, string>;
}

/** Who has a notice of this kind, by name; once for each. */
export async function told(kind: string): Promise<string[]> {
  const rows = await db.notification.findMany({ where: { kind }, include: { user: true } });
  return rows.map(({ user }) => user.username).sort();
}

/** Stands in for all of the year 2025, as it was once arranged. */
export async function plantStandIn(absentUserId: string, standInUserId: string, provinceId: string) {
  await db.standIn.create({
    data: {
      provinceId,
      id: uuidv7(),
      absentUserId,
      standInUserId,
      fromDay: new Date("2025-01-01"),
      toDay: new Date("2025-12-31"),
      reason: "Nghỉ phép",
      createdBy: absentUserId,
      createdAt: new Date("2025-01-01"),
    },
  });
}
