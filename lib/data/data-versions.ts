/** The number that moves with everything a province's pages show (ETags, caches). */
import type { RawTx } from "./raw";

const BUMP = `
  INSERT INTO data_versions AS d (province_id, version, changed_at)
  SELECT DISTINCT id, 1, $2::timestamptz FROM unnest($1::text[]) AS p (id) ORDER BY id
  ON CONFLICT (province_id) DO UPDATE SET version = d.version + 1, changed_at = excluded.changed_at`;

/** In one order for everybody. Call it once in a transaction, after the (province, period) rows were locked. */
export async function bumpDataVersions(tx: RawTx, provinceIds: readonly string[], now: Date): Promise<void> {
  await tx.$executeRawUnsafe(BUMP, provinceIds, now.toISOString());
}
