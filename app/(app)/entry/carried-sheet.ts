/**
 * Between the preview of a sheet and its writing the server keeps nothing: what was read travels with the page, under a
 * seal, so that the audit names the file that was really uploaded.
 */
import "server-only";
import { z } from "zod";
import { authSecret } from "@/lib/auth/settings";
import { isSameSeal, sealSheet } from "@/lib/auth/sheet-seal";
import { SHEET_ORIGINS } from "@/lib/domain/figure-sheet";
import type { Actor } from "@/lib/domain/policy";
import type { Sheet } from "@/lib/domain/sheet";
import { readSheetText, writeSheetText } from "@/lib/domain/sheet-text";
import type { OpenedSheet } from "@/app/(app)/uploaded-sheet";

export const chosenFields = {
  intent: z.literal("read"),
  file: z.instanceof(File).optional(),
  sheet: z.string().max(200).default(""),
  paste: z.string().default(""),
};

export const carriedFields = {
  table: z.string(),
  source: z.string().max(400),
  origin: z.enum(SHEET_ORIGINS),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sheets: z.string().max(20_000),
  seal: z.string().max(100),
  seen: z.string(),
};

/** What the page carries, as its fields have it. */
export type CarriedSheet = Pick<OpenedSheet, "source" | "origin" | "sha256"> & {
  table: string;
  sheets: string;
  seal: string;
};

/** Of a posted form what it carries. */
export function carriedOf({ table, source, origin, sha256, sheets, seal }: CarriedSheet): CarriedSheet {
  return { table, source, origin, sha256, sheets, seal };
}

/** Between sheets, and between their names: no text of a sheet holds it, and no form rewrites it as it does line ends. */
const PART = "\t";

export const sheetNames = (sheets: string): string[] => sheets.split(PART).filter((name) => name !== "");

/** Together no more than a form may send back. */
const MAX_TABLES = 6_000_000;

/** @param about which page carries it, @returns null for what is too large to be carried */
export function carry(
  opened: OpenedSheet,
  tables: readonly Sheet[],
  actor: Actor,
  about: string,
): CarriedSheet | null {
  const texts = tables.map(writeSheetText);
  const table = texts.join(PART);
  if (texts.includes(null) || table.length > MAX_TABLES) return null;
  const { source, origin, sha256 } = opened;
  const carried = { table, source, origin, sha256 };
  return {
    ...carried,
    sheets: opened.sheets.join(PART),
    seal: sealSheet(authSecret(), carried, actor.id, about),
  };
}

/** Null for what this page did not write for this person. */
export function uncarry(carried: CarriedSheet, actor: Actor, about: string): Sheet[] | null {
  if (!isSameSeal(carried.seal, sealSheet(authSecret(), carried, actor.id, about))) return null;
  const sheets = carried.table.split(PART).map(readSheetText);
  return sheets.every((one) => one !== null) ? sheets : null;
}
