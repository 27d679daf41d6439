/** The small country of workflow-units.ts in a database, with people who work in it. */
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { db } from "@/lib/data/db";
import { INDICATOR_IDS, INDICATOR_VALID_FROM, indicator } from "@/lib/domain/indicator";
import type { Actor, OrgScope, Role } from "@/lib/domain/policy";
import type { Succession } from "@/lib/domain/unit";
import { SUCCESSIONS, UNITS } from "./workflow-units";

function actor(name: string, role: Role, path = "/vn/"): Actor {
  const [unit] = UNITS.filter((one) => one.path === path);
  if (!unit) throw new Error(`no unit at ${path}`);
  const scope = { paths: [path], provincePaths: [] } as unknown as OrgScope;
  return {
    id: uuidv7(),
    username: name,
    displayName: name,
    role,
    unit,
    scope,
    mustChangePassword: false,
  };
}

/** Two who type, two who decide; the managers answer for the whole country, which keeps the tests about something else. */
export const ACTORS = {
  typist: actor("nhap", "director"),
  colleague: actor("nhap2", "director"),
  manager: actor("duyet", "manager"),
  deputy: actor("duyet2", "manager"),
  central: actor("trunguong", "central"),
  viewer: actor("xem", "viewer"),
  admin: actor("quantri", "admin"),
} as const;

/** Empties everything but the schema. The app's role may not, so this asks the owner. */
export async function emptyDatabase(): Promise<void> {
  const owner = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await owner.connect();
  await owner.query(
    "TRUNCATE units, indicators, users, periods, settings, audit_entries, figure_revisions, figures, rollups CASCADE",
  );
  await owner.end();
}

/** Units, indicators and people; successions apart, because a test may want them to happen later. */
export async function plantWorld(successions: readonly Succession[] = SUCCESSIONS): Promise<void> {
  await db.indicator.createMany({
    data: INDICATOR_IDS.map((id, ordinal) => ({
      id,
      ordinal,
      nature: indicator(id).nature,
      validFrom: new Date(INDICATOR_VALID_FROM),
      validTo: date(indicator(id).validTo ?? null),
    })),
  });
  await db.unit.createMany({
    data: UNITS.map((unit) => ({
      ...unit,
      validFrom: new Date(unit.validFrom),
      validTo: date(unit.validTo),
    })),
  });
  await db.user.createMany({
    data: Object.values(ACTORS).map(({ id, username, displayName, role, unit }) => ({
      id,
      username,
      displayName,
      role,
      unitId: unit.id,
      createdAt: new Date("2025-01-01"),
    })),
  });
  await db.unitSuccession.createMany({ data: successions.map(successionRow) });
}

const date = (day: string | null) => (day === null ? null : new Date(day));

function successionRow({ fromUnitId, toUnitId, isWhole }: Succession) {
  const validTo = UNITS.find(({ id }) => id === fromUnitId)?.validTo ?? "";
  const validFrom = UNITS.find(({ id }) => id === toUnitId)?.validFrom ?? "";
  return { fromUnitId, toUnitId, isWhole, fromValidTo: new Date(validTo), toValidFrom: new Date(validFrom) };
}
