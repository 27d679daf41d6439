/** The table of codes of the other system, kept by the central office in the settings. */
import "server-only";
import { z } from "zod";
import { EXCHANGE_CODES_SETTING, exchangeCodesSchema, type ExchangeCodes } from "@/lib/domain/exchange-codes";
import { can, type Actor } from "@/lib/domain/policy";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { db } from "./db";
import { inTransaction } from "./transaction";

export async function getExchangeCodes(): Promise<ExchangeCodes> {
  const row = await db.setting.findUnique({ where: { key: EXCHANGE_CODES_SETTING } });
  return exchangeCodesSchema.parse(row?.value ?? {});
}

/** Which of these name a unit that is or ever was, by id or code. */
export async function listKnownUnitKeys(keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db.$queryRawUnsafe(
    `SELECT k AS key FROM unnest($1::text[]) AS given (k)
     WHERE EXISTS (SELECT FROM units u WHERE u.level <> 'commune' AND (u.id = k OR u.code = k))`,
    [...keys],
  );
  return new Set(
    z
      .array(z.object({ key: z.string() }))
      .parse(rows)
      .map(({ key }) => key),
  );
}

export type CodesResult = { ok: true } | { ok: false; reason: "forbidden" | "stale" };

const ENSURE = `INSERT INTO settings (key, value) VALUES ($1, '{}') ON CONFLICT (key) DO NOTHING`;
const LOCK = `SELECT value FROM settings WHERE key = $1 FOR UPDATE`;

/** In one order, so that the same table is the same text. */
const sorted = (table: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
export const codesText = ({ dataElements, orgUnits }: ExchangeCodes): string =>
  JSON.stringify([sorted(dataElements), sorted(orgUnits)]);

/** @param seen `codesText` of what held when the form was made */
export async function saveExchangeCodes(
  codes: ExchangeCodes,
  seen: string,
  actor: Actor,
  now: Date,
): Promise<CodesResult> {
  if (!can(actor, "exchange.manage", { path: "/vn/" })) return { ok: false, reason: "forbidden" };
  return inTransaction(async (tx): Promise<CodesResult> => {
    await tx.$executeRawUnsafe(ENSURE, EXCHANGE_CODES_SETTING);
    const rows = await tx.$queryRawUnsafe(LOCK, EXCHANGE_CODES_SETTING);
    const [{ value: before }] = z.tuple([z.object({ value: exchangeCodesSchema })]).parse(rows);
    if (codesText(before) !== seen) return { ok: false, reason: "stale" };
    if (codesText(codes) === seen) return { ok: true };
    await tx.setting.update({ where: { key: EXCHANGE_CODES_SETTING }, data: { value: codes } });
    await writeAudit(tx, {
      provinceId: "VN",
      ...by(actor),
      event: "setting.exchange",
      subject: `setting:${EXCHANGE_CODES_SETTING}`,
      before,
      after: codes,
      at: now,
    });
    return { ok: true };
  });
}
