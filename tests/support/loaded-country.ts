/** The real units with figures that a test brings in by the loader, and readers from everywhere. */
import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { db } from "@/lib/data/db";
import { loadFiles } from "@/lib/data/load";
import type { LoadKind } from "@/lib/domain/load-form";
import type { IndicatorId } from "@/lib/domain/indicator";
import type { Actor, OrgScope, Role } from "@/lib/domain/policy";
import { LOAD_FORMS } from "@/lib/domain/load-form";
import { writeReference, writeTrees } from "@/prisma/seed/reference";

export const now = new Date("2026-11-22T03:00:00Z");

/** As the owner of the tables: what the app's role may not do. */
export async function asOwner(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

export async function plantCountry(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await client.connect();
  await writeTrees(client, now);
  await writeReference(client, now);
  await client.end();
}

const folder = mkdtempSync(path.join(os.tmpdir(), "bao-phu-load-"));
type Row = readonly (string | number | bigint)[];

/** Loads rows as a CSV file of this kind would bring them; a test that loads nonsense fails. */
export async function load(kind: LoadKind, rows: readonly Row[]): Promise<void> {
  const file = path.join(folder, `${kind}.csv`);
  writeFileSync(file, [LOAD_FORMS[kind].columns, ...rows].map((row) => row.join(",")).join("\n"));
  const outcome = await loadFiles({ files: { [kind]: file }, isDryRun: false }, now);
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
}

/** The codes of the reporting units of a province, of which all exist on the same days. */
export async function reportingCodes(provinceId: string): Promise<string[]> {
  const units = await db.unit.findMany({
    where: { provinceId, reportingKind: { not: null } },
    orderBy: { code: "asc" },
  });
  return units.map(({ code }) => code);
}

/** The same value for every one of these units. */
export async function loadEach(
  codes: readonly string[],
  period: string,
  indicator: IndicatorId,
  value: bigint,
): Promise<void> {
  await load(
    "figures",
    codes.map((code) => [code, period, indicator, value, 0]),
  );
}

/** Somebody of a unit, with the scope that the sign-in would give. */
export async function reader(role: Role, unitId: string): Promise<Actor> {
  const unit = await db.unit.findUniqueOrThrow({ where: { id: unitId } });
  const province = await db.unit.findUniqueOrThrow({ where: { id: unit.provinceId } });
  const provincePaths = province.level === "province" ? [province.path] : [];
  return {
    id: "0190a000-0000-7000-8000-000000000000",
    username: "ai-do",
    displayName: "Ai đó",
    role,
    unit,
    scope: { paths: [unit.path], provincePaths } as unknown as OrgScope,
    mustChangePassword: false,
  };
}
