/** How the API answers about a unit: never kept by anybody else, 304 while nothing changed, refusals in JSON. */
import { createHash } from "node:crypto";
import type { NoDashboard } from "@/lib/data/dashboard";
import type { Relative } from "@/lib/data/dashboard-units";
import { sightOf } from "@/lib/domain/policy";
import type { Unit } from "@/lib/domain/unit";

/** Nobody else may keep it, and its keeper asks each time. */
const PRIVATE = { "Cache-Control": "private, no-cache", Vary: "Cookie, Authorization" };

type Reader = Parameters<typeof sightOf>[0];

/**
 * The reader is in the tag: what one may see says nothing to another, nor to them once they read something else.
 * @param reader null for what everybody gets
 */
export function entityTag(reader: Reader | null, ...parts: readonly string[]): string {
  const told = JSON.stringify([reader && sightOf(reader), ...parts]);
  return `"${createHash("sha256").update(told).digest("base64url").slice(0, 27)}"`;
}

/** The tag by which an open page asks whether it is still what there is, without its quotes. */
export function versionOf(reader: Reader, unitId: string, period: string, state: string): string {
  return entityTag(reader, "version", unitId, period, state).slice(1, -1);
}

function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}

/** The answer, made only for whoever does not have it yet. */
export async function answerOnce(
  request: Request,
  etag: string,
  make: () => Promise<Response>,
): Promise<Response> {
  const headers = { ...PRIVATE, ETag: etag };
  if (isKnown(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  const answer = await make();
  if (answer.ok) for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

const FILE_TYPES = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
} as const;

/** A file to take away, kept by nobody on the way. @param name with its ending, in letters that a header takes */
export function fileAnswer(
  body: string | Uint8Array,
  format: keyof typeof FILE_TYPES,
  name: string,
): Response {
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: {
      "Content-Type": FILE_TYPES[format],
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
      Vary: "Cookie, Authorization",
    },
  });
}

export function refuse(status: number, error: string, message: string, more: object = {}): Response {
  return Response.json({ error, message, ...more }, { status, headers: PRIVATE });
}

export const refuseUnit = () => refuse(404, "unit_not_found", "Không có đơn vị này");
export const refusePeriod = () => refuse(404, "period_not_found", "Chưa có kỳ số liệu này");

export function refuseTime(unit: Unit, relatives: readonly Relative[]): Response {
  const successors = relatives.map(({ id, code, name }) => ({ id, code, name }));
  const names = successors.map(({ name }) => name).join(", ");
  const message = `${unit.name} không có trong kỳ này${names && `; xem ${names}`}`;
  return refuse(404, "unit_not_valid", message, { successors });
}

/** Why there is no dashboard to answer from. */
export function refuseMissing(reason: NoDashboard): Response {
  if (reason.kind === "not-valid") return refuseTime(reason.unit, reason.relatives);
  return reason.kind === "no-period" ? refusePeriod() : refuseUnit();
}
