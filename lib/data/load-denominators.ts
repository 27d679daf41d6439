/** Loads denominators: a value that differs from the one that counts becomes a new version, and counts from now on. */
import { z } from "zod";
import { readDenominator, type LoadedDenominator } from "@/lib/domain/load-denominator";
import { rowOf } from "@/lib/domain/load-form";
import type { FileLog } from "@/lib/domain/load-issue";
import type { UnitIndex } from "@/lib/domain/unit-index";
import type { FileChange } from "./load-audit";
import { readSource, type SourceFacts } from "./load-source";
import { rowsParameter, type RawTx } from "./raw";

export async function readDenominatorFile(
  path: string,
  log: FileLog,
  units: UnitIndex,
): Promise<{ rows: LoadedDenominator[]; facts: SourceFacts }> {
  const rows = new Map<string, { line: number; value: LoadedDenominator }>();
  const facts = await readSource("denominators", path, log, (fields, header, line) => {
    const row = rowOf(header, fields);
    const read = readDenominator(row, units);
    if (Array.isArray(read)) return log.errors(line, read);
    for (const warning of read.warnings) log.warn(line, warning);
    const key = [read.unitId, read.year, read.kind].join();
    const first = rows.get(key)?.line;
    if (first === undefined) rows.set(key, { line, value: read });
    else
      log.error(line, {
        column: "unit_code",
        found: row("unit_code"),
        expected: `each unit, year and kind once; line ${first} has them too`,
      });
  });
  return { rows: [...rows.values()].map(({ value }) => value), facts };
}

/** Versions are never changed, so what counted before stays on record. */
export async function writeDenominators(
  tx: RawTx,
  rows: readonly LoadedDenominator[],
  now: Date,
): Promise<FileChange> {
  const written = await tx.$queryRawUnsafe(
    `INSERT INTO denominators (province_id, unit_id, year, kind, version, value, basis, source, recorded_at)
     SELECT n."provinceId", n."unitId", n.year, n.kind::denominator_kind, coalesce(d.version, 0) + 1, n.value, n.basis, n.source, $2
     FROM jsonb_to_recordset($1::jsonb) AS n ("provinceId" text, "unitId" text, year int, kind text, value bigint, basis text, source text)
     LEFT JOIN LATERAL (
       SELECT * FROM denominators d
       WHERE d.province_id = n."provinceId" AND d.unit_id = n."unitId" AND d.year = n.year AND d.kind = n.kind::denominator_kind
       ORDER BY d.version DESC LIMIT 1) d ON true
     WHERE (d.value, d.basis, d.source) IS DISTINCT FROM (n.value, n.basis, n.source)
     RETURNING province_id AS "provinceId"`,
    rowsParameter(rows),
    now.toISOString(),
  );
  const provinceIds = z
    .array(z.object({ provinceId: z.string() }))
    .parse(written)
    .map(({ provinceId }) => provinceId);
  return { counts: { "denominator versions": provinceIds.length }, provinceIds };
}
