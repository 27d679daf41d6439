/** One table of a decision for programs: who receives, what each has, was given and is given. Session cookie or bearer token. */
import { refuse } from "@/app/api/v1/answers";
import { cascadeAnswerSchema, cascadeQuerySchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { getCascade, type CascadeUnit } from "@/lib/data/cascade";
import { getDecision } from "@/lib/data/decisions";
import { mayGiveFor } from "@/lib/data/scope-drives";
import { dayInVietnam } from "@/lib/domain/day";
import { apiDecimal } from "@/lib/domain/number";
import { rate } from "@/lib/domain/ratio";
import type { TargetKind } from "@/lib/domain/target";
import { DECISION_PROBLEMS } from "@/lib/refusals";

type Context = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const table = cascadeQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!table.success) return refuse(400, "bad_table", "Chọn chỉ tiêu, loại và thời gian");
  const decision = await getDecision(actor, (await params).id);
  if (!decision) return refuse(404, "not_found", "Không có quyết định này trong phạm vi của tài khoản");
  if (!(await mayGiveFor(decision, table.data.scope)))
    return refuse(404, "not_found", DECISION_PROBLEMS.scope);
  const { own, units, parentTargets, basePeriod, on } = await getCascade(
    decision,
    table.data,
    dayInVietnam(new Date()),
  );
  const { kind } = table.data;
  const answer = cascadeAnswerSchema.parse({
    decision: { id: decision.id, issuer: decision.issuer, number: decision.number, status: decision.status },
    ...table.data,
    on,
    period: basePeriod,
    targets: parentTargets.map(({ value, kind: one, issuer, decisionNumber, isHeadline }) => ({
      kind: one,
      value: shown(one, value),
      issuer,
      decision: decisionNumber,
      headline: isHeadline,
    })),
    own: own && line(kind, own),
    units: units.map((unit) => line(kind, unit)),
  });
  return Response.json(answer);
}

const text = (value: bigint | null) => (value === null ? null : String(value));
const shown = (kind: TargetKind, value: bigint | null) =>
  kind === "rate" && value !== null ? apiDecimal(rate(value)) : text(value);

function line(kind: TargetKind, row: CascadeUnit) {
  const { unit, value, plan, current, denominator, assigned, isLocked } = row;
  return {
    unit: { id: unit.id, code: unit.code, name: unit.name },
    value: text(value),
    plan: shown(kind, plan),
    current: shown(kind, current?.value ?? null),
    denominator: text(denominator),
    assigned: shown(kind, assigned),
    locked: isLocked,
  };
}
