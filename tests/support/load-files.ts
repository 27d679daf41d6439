/** Loads CSV text as if it were files, and tells a whole database by one word. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { db } from "@/lib/data/db";
import { loadFiles, type LoadOutcome } from "@/lib/data/load";
import { INDICATOR_IDS, INDICATOR_VALID_FROM, indicator } from "@/lib/domain/indicator";
import type { LoadKind } from "@/lib/domain/load-form";
import { issueText } from "@/lib/domain/load-issue";

export const TODAY = new Date("2026-11-22T03:00:00Z");

const folder = mkdtempSync(path.join(os.tmpdir(), "load-"));
afterAll(() => rmSync(folder, { recursive: true }));

export type Files = Partial<Record<LoadKind, string | Uint8Array>>;
export type Loaded = { kind: LoadOutcome["kind"]; told: string[]; counts: Record<string, number> };

/** What the outcome says, in a form that is easy to expect. Folders are cut off. */
export function summary(outcome: LoadOutcome): Loaded {
  if (outcome.kind === "demo") return { kind: "demo", told: [], counts: {} };
  const told = outcome.log.listed.map((issue) => issueText({ ...issue, file: path.basename(issue.file) }));
  const counts = outcome.kind === "done" ? outcome.reports.map((report) => report.counts) : [];
  return { kind: outcome.kind, told, counts: Object.assign({}, ...counts) as Record<string, number> };
}

export async function load(files: Files, { isDryRun = false, now = TODAY } = {}): Promise<Loaded> {
  const paths = Object.entries(files).map(([kind, content]) => {
    const file = path.join(folder, `${kind}.csv`);
    writeFileSync(file, content);
    return [kind, file] as const;
  });
  return summary(await loadFiles({ files: Object.fromEntries(paths), isDryRun }, now));
}

/** A file of figures from rows without their header. */
export const figures = (...rows: string[]) =>
  ["unit_code,period,indicator,value,is_estimate", ...rows, ""].join("\n");

export async function plantIndicators(): Promise<void> {
  await db.indicator.createMany({
    data: INDICATOR_IDS.map((id, ordinal) => ({
      id,
      ordinal,
      nature: indicator(id).nature,
      validFrom: new Date(INDICATOR_VALID_FROM),
    })),
  });
}

/** Changes whenever any row of any table does. */
export async function fingerprint(): Promise<string> {
  const tables = await db.$queryRawUnsafe<{ name: string }[]>(
    `SELECT relname::text AS name FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations' ORDER BY 1`,
  );
  const parts = await Promise.all(
    tables.map(({ name }) =>
      db.$queryRawUnsafe<{ part: string }[]>(
        `SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS part FROM "${name}" t`,
      ),
    ),
  );
  return parts.map(([row]) => row?.part).join();
}
