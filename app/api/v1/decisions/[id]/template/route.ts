/** The form of a draft's targets as a workbook, filled with what is known, for those who may fill in the rest. */
import { fileAnswer, refuse } from "@/app/api/v1/answers";
import { targetTemplateQuerySchema } from "@/app/api/v1/schemas";
import { requireApiActor } from "@/lib/auth/session";
import { getDecision, stateOf } from "@/lib/data/decisions";
import { mayGiveFor, readDriveNames } from "@/lib/data/scope-drives";
import { getTargetTemplate, sheetReceivers } from "@/lib/data/target-sheet";
import { dayInVietnam } from "@/lib/domain/day";
import { decideOnDecision } from "@/lib/domain/decision";
import { writeTargetTemplate } from "@/lib/excel/write-target-template";
import { DECISION_PROBLEMS } from "@/lib/refusals";

type Context = { params: Promise<{ id: string }> };

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const decision = await getDecision(actor, (await params).id);
  if (!decision) return refuse(404, "not_found", DECISION_PROBLEMS["not-found"]);
  const may = decideOnDecision(stateOf(decision), "edit", actor);
  if (!may.ok)
    return refuse(may.reason === "issued" ? 409 : 404, "not_editable", DECISION_PROBLEMS[may.reason]);
  const search = new URL(request.url).searchParams;
  const query = targetTemplateQuerySchema.safeParse({
    scope: search.get("scope"),
    indicator: search.getAll("indicator"),
    to: search.get("to") ?? undefined,
  });
  if (!query.success)
    return refuse(400, "bad_template", "Cần nêu thời gian (scope) và ít nhất một chỉ tiêu (indicator)");
  const { scope, indicator, to: asked } = query.data;
  if (!(await mayGiveFor(decision, scope))) return refuse(404, "not_found", DECISION_PROBLEMS.scope);
  const to = sheetReceivers(decision, asked === "recipients" ? "recipient" : "unit");
  const drives = await readDriveNames(actor, [scope]);
  const today = dayInVietnam(new Date());
  const indicators = [...new Set(indicator)];
  const template = await getTargetTemplate(decision, { scope, indicators, to, today, drives });
  const file = `chi-tieu-${scope.replace(/[^0-9A-Za-z-]/g, "-")}-${decision.unit.code}.xlsx`;
  return fileAnswer(await writeTargetTemplate(template), "xlsx", file);
}
