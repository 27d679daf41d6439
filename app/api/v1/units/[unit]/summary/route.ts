/** One unit and period for programs: session cookie or bearer token, JSON in every answer. */
import { createHash } from "node:crypto";
import { requireApiActor } from "@/lib/auth/session";
import { findSummary, type NoSummary } from "@/lib/data/summary";
import { periodIdSchema } from "@/lib/domain/period";
import { summarySchema } from "@/lib/domain/summary";
import { unitIdSchema } from "@/lib/domain/unit";

type Context = { params: Promise<{ unit: string }> };

/** Nobody else may keep it, and its keeper asks each time. */
const HEADERS = { "Cache-Control": "private, no-cache", Vary: "Cookie, Authorization" };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const period = periodIdSchema.safeParse(new URL(request.url).searchParams.get("period") ?? "");
  if (!period.success) return refuse(400, "bad_period", period.error.issues[0]?.message ?? "Kỳ không hợp lệ");
  const unit = unitIdSchema.safeParse((await params).unit);
  if (!unit.success) return refuse(404, "unit_not_found", "Không có đơn vị này");

  const found = await findSummary(actor, unit.data, period.data);
  if (found.kind !== "summary") return refuseMissing(found);
  const etag = tag(actor.id, found.unitId, period.data, found.state);
  const headers = { ...HEADERS, ETag: etag };
  if (isKnown(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  return Response.json(summarySchema.parse(await found.read()), { headers });
}

/** The reader is in the tag: what one may see says nothing to another. */
function tag(...parts: readonly string[]): string {
  return `"${createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 27)}"`;
}

function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.trim() === "*" || header.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}

function refuse(status: number, error: string, message: string, more: object = {}): Response {
  return Response.json({ error, message, ...more }, { status, headers: HEADERS });
}

function refuseMissing(reason: NoSummary): Response {
  if (reason.kind === "not-valid") {
    const successors = reason.successors.map(({ id, code, name }) => ({ id, code, name }));
    const names = successors.map(({ name }) => name).join(", ");
    const message = `${reason.unit.name} không có trong kỳ này${names && `; xem ${names}`}`;
    return refuse(404, "unit_not_valid", message, { successors });
  }
  return reason.kind === "no-unit"
    ? refuse(404, "unit_not_found", "Không có đơn vị này")
    : refuse(404, "period_not_found", "Chưa có kỳ số liệu này");
}
