/** Reads units of another system against ours: what it finds are lines for the table of codes. */
import "server-only";
import { z } from "zod";
import type { Day } from "@/lib/domain/day";
import { readCodeLines, writeCodeLines, type ExchangeCodes } from "@/lib/domain/exchange-codes";
import { matchForeignUnits, readForeignUnits, type UnitsReading } from "@/lib/domain/exchange-units";
import type { Actor } from "@/lib/domain/policy";
import { db } from "./db";
import {
  codesText,
  getExchangeCodes,
  listKnownUnitKeys,
  saveExchangeCodes,
  type CodesResult,
} from "./exchange-codes";
import { UNIT_COLUMNS, unitRowSchema } from "./unit-row";

type Answer = { ok: true; reading: UnitsReading; codes: ExchangeCodes } | { ok: false; message: string };

/** @param on the day on which units of ours must exist: a code may name another one at another time */
export async function readExchangeUnits(bytes: Uint8Array, on: Day): Promise<Answer> {
  const read = readForeignUnits(bytes);
  if (!read.ok) return read;
  const [rows, codes] = await Promise.all([
    db.$queryRawUnsafe(
      `SELECT ${UNIT_COLUMNS} FROM units u
       WHERE u.level <> 'commune' AND $1::date BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
       ORDER BY u.path COLLATE "C"`,
      on,
    ),
    getExchangeCodes(),
  ]);
  const units = z.array(unitRowSchema).parse(rows);
  return { ok: true, reading: matchForeignUnits(read.units, units, codes, on), codes };
}

type Added =
  | { ok: true; added: number }
  | { ok: false; reason: Extract<CodesResult, { ok: false }>["reason"] }
  | { ok: false; reason: "lines"; message: string };

/**
 * Adds lines "here = there" to the table.
 * @param seen `codesText` of the table that they were found against
 */
export async function addUnitCodes(lines: string, seen: string, actor: Actor, now: Date): Promise<Added> {
  const codes = await getExchangeCodes();
  if (codesText(codes) !== seen) return { ok: false, reason: "stale" };
  const held = Object.keys(codes.orgUnits);
  const named = lines.split("\n").map((line) => line.split("=")[0]?.trim() ?? "");
  const known = await listKnownUnitKeys([...held, ...named].filter((key) => key !== ""));
  // Both are read as one table: neither side of a line may stand in it twice. What is added comes first, as its lines count.
  const read = readCodeLines(`${lines}\n${writeCodeLines(codes.orgUnits)}`, (key) => known.has(key));
  if (!read.ok) return { ok: false, reason: "lines", message: read.message };
  const result = await saveExchangeCodes({ ...codes, orgUnits: read.table }, seen, actor, now);
  return result.ok ? { ok: true, added: Object.keys(read.table).length - held.length } : result;
}
