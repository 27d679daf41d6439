/** The targets of a draft as a DHIS2 data value set: given as they are drafted, taken in whole or not at all. */
import { revalidatePath } from "next/cache";
import { refuse } from "@/app/api/v1/answers";
import { draftTargetsQuerySchema, formatOf, targetsImportQuerySchema } from "@/app/api/v1/exchange-query";
import { requireApiActor } from "@/lib/auth/session";
import { getDecision, stateOf, type Decision } from "@/lib/data/decisions";
import { getExchangeCodes } from "@/lib/data/exchange-codes";
import {
  listDraftTargetValues,
  readExchangeTargets,
  writeExchangeTargets,
} from "@/lib/data/exchange-targets";
import { mayGiveFor } from "@/lib/data/scope-drives";
import { sheetReceivers } from "@/lib/data/target-sheet";
import { decideOnDecision } from "@/lib/domain/decision";
import { sheetOfExchange } from "@/lib/domain/exchange-sheet";
import { dataValueSetSchema, importSummarySchema } from "@/lib/domain/exchange-values";
import type { Actor } from "@/lib/domain/policy";
import { DECISION_PROBLEMS, TARGET_EXCHANGE_REFUSALS } from "@/lib/refusals";

type Context = { params: Promise<{ id: string }> };

const PRIVATE = { "Cache-Control": "private, no-store", Vary: "Cookie, Authorization" };
const BAD_SCOPE = "Cần nêu thời gian (scope): năm 2026, năm học SY2026, quý 2026-Q4";

/** The draft that this person may fill, else why not. */
async function findDraft(actor: Actor, id: string): Promise<Decision | Response> {
  const decision = await getDecision(actor, id);
  if (!decision) return refuse(404, "not_found", DECISION_PROBLEMS["not-found"]);
  const may = decideOnDecision(stateOf(decision), "edit", actor);
  if (may.ok) return decision;
  return refuse(may.reason === "issued" ? 409 : 404, "not_editable", DECISION_PROBLEMS[may.reason]);
}

const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const decision = await findDraft(actor, (await params).id);
  if (decision instanceof Response) return decision;
  const asked = draftTargetsQuerySchema.safeParse(queryOf(request));
  if (!asked.success) return refuse(400, "bad_query", BAD_SCOPE);
  const { scope, idScheme } = asked.data;
  if (!(await mayGiveFor(decision, scope))) return refuse(404, "not_found", DECISION_PROBLEMS.scope);
  const draft = { decision, scope, to: sheetReceivers(decision) };
  const dataValues = await listDraftTargetValues(draft, idScheme, await getExchangeCodes());
  return Response.json(dataValueSetSchema.parse({ dataValues }), { headers: PRIVATE });
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const decision = await findDraft(actor, (await params).id);
  if (decision instanceof Response) return decision;
  const asked = targetsImportQuerySchema.safeParse(queryOf(request));
  if (!asked.success) return refuse(400, "bad_query", `${BAD_SCOPE}; dryRun là true hoặc false`);
  if (!(await mayGiveFor(decision, asked.data.scope)))
    return refuse(404, "not_found", DECISION_PROBLEMS.scope);
  const opened = sheetOfExchange(new Uint8Array(await request.arrayBuffer()), formatOf(request));
  if (!opened.ok) return refuse(400, "bad_data_value_set", opened.message);
  const draft = { decision, scope: asked.data.scope, to: sheetReceivers(decision) };
  const read = await readExchangeTargets(opened.sheet, draft, actor);
  if (!read.ok) return refuse(400, "bad_data_value_set", read.message);
  const isDryRun = asked.data.dryRun === "true";
  const { sheet, format } = opened;
  const { status, summary } = await writeExchangeTargets(
    { reading: read.reading, sheet, format, isDryRun, refusals: TARGET_EXCHANGE_REFUSALS },
    draft,
    actor,
    new Date(),
  );
  if (status === 200 && !isDryRun) revalidatePath(`/targets/decisions/${decision.id}`, "layout");
  return Response.json(importSummarySchema.parse(summary), { status, headers: PRIVATE });
}
