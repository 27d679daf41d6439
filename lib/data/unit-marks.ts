/** What a person marked and opened last. Nobody else reads it, so no audit entry is written. */
import "server-only";
import type { Actor } from "@/lib/domain/policy";
import { findReadableUnit } from "./dashboard-units";
import { db } from "./db";

/** As many as a list of shortcuts can hold and still be one. */
const FAVOURITES = 30;
const VISITS = 12;

export async function isFavourite({ id }: Pick<Actor, "id">, unitId: string): Promise<boolean> {
  return (await db.userFavourite.count({ where: { userId: id, unitId } })) > 0;
}

export type FavouriteRefusal = "not-found" | "too-many";

/** Null when it is done; doing it twice is doing it once. */
export async function saveFavourite(
  reader: Pick<Actor, "id" | "scope">,
  unitId: string,
  isMarked: boolean,
  now: Date,
): Promise<FavouriteRefusal | null> {
  const userId = reader.id;
  if (!isMarked) {
    await db.userFavourite.deleteMany({ where: { userId, unitId } });
    return null;
  }
  const unit = await findReadableUnit(reader, unitId);
  if (!unit) return "not-found";
  const others = await db.userFavourite.count({ where: { userId, unitId: { not: unitId } } });
  if (others >= FAVOURITES) return "too-many";
  await db.$executeRaw`
    INSERT INTO user_favourites (user_id, unit_id, marked_at) VALUES (${userId}::uuid, ${unit.id}, ${now})
    ON CONFLICT DO NOTHING`;
  return null;
}

/** Remembers the units opened last, and forgets the older ones. Looking again within a minute writes nothing. */
export async function recordVisit({ id }: Pick<Actor, "id">, unitId: string, now: Date): Promise<void> {
  const written = await db.$executeRaw`
    INSERT INTO user_visits AS v (user_id, unit_id, visited_at) VALUES (${id}::uuid, ${unitId}, ${now})
    ON CONFLICT (user_id, unit_id) DO UPDATE SET visited_at = excluded.visited_at
      WHERE v.visited_at < excluded.visited_at - interval '1 minute'`;
  if (written === 0) return;
  await db.$executeRaw`
    DELETE FROM user_visits WHERE user_id = ${id}::uuid AND visited_at <
      (SELECT visited_at FROM user_visits WHERE user_id = ${id}::uuid ORDER BY visited_at DESC OFFSET ${VISITS - 1} LIMIT 1)`;
}
