/**
 * The scan of a decision: given to whoever may read the decision, taken whole or not at all. proxy.ts lets more bytes
 * through to here than anywhere else, and puts what is given back into a sandbox.
 */
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { refuse } from "@/app/api/v1/answers";
import { decisionHref } from "@/app/(app)/targets/selection";
import { requireApiActor } from "@/lib/auth/session";
import { attachPaper, openPaper } from "@/lib/data/decision-papers";
import { getDecision, stateOf, type Decision } from "@/lib/data/decisions";
import { decideOnDecision } from "@/lib/domain/decision";
import { attachmentHeader, paperName } from "@/lib/domain/paper-name";
import { DECISION_PROBLEMS, PAPER_PROBLEMS } from "@/lib/refusals";
import { ARRIVING, readForm, STORING } from "./upload";

type Context = { params: Promise<{ id: string }> };

const refusePaper = () => refuse(404, "paper_not_found", "Không có bản quét này");

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const paper = await openPaper(actor, (await params).id);
  if (!paper) return refusePaper();
  return new Response(streamOf(paper.pieces()), {
    headers: {
      "Content-Type": "application/pdf",
      "Content-Disposition": attachmentHeader(paper.fileName),
      // Packing a scan again saves nothing.
      "Cache-Control": "private, no-store, no-transform",
      Vary: "Cookie, Authorization",
    },
  });
}

/** Read as fast as it is sent, so that no more than a piece of it is held. */
function streamOf(pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** Absent in what a program sends: then the decision as it is now is meant. */
const lockVersionSchema = z.coerce.number().int().min(0).optional();

type Code = "saved" | "refused" | keyof typeof PAPER_PROBLEMS;
type Outcome = { status: number; error: string; message: string; code: Code };

const problem = (code: keyof typeof PAPER_PROBLEMS, status = 422): Outcome => ({
  status,
  error: code.replace("-", "_"),
  message: PAPER_PROBLEMS[code],
  code,
});

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireApiActor(request);
  if (actor instanceof Response) return actor;
  const { id } = await params;
  const decision = await getDecision(actor, id);
  if (!decision) return refusePaper();
  const may = decideOnDecision(stateOf(decision), "attach", actor);
  const outcome = may.ok
    ? ((await ARRIVING.take(actor.id, () =>
        takePaper(request, decision, async (seen, paper) => {
          const result = await STORING.take(actor.id, () => attachPaper(seen, paper, actor, new Date()));
          if (result === null) return "busy";
          return result.ok ? null : result.reason;
        }),
      )) ?? problem("busy", 503))
    : refusal(may.reason);
  if (outcome.code === "saved") revalidatePath(decisionHref(id));
  return answer(request, id, outcome);
}

const refusal = (reason: keyof typeof DECISION_PROBLEMS): Outcome => ({
  status: reason === "forbidden" || reason === "issuer" ? 403 : 409,
  error: reason.replaceAll("-", "_"),
  message: DECISION_PROBLEMS[reason],
  code: "refused",
});

type Attach = (
  seen: Pick<Decision, "id" | "lockVersion">,
  paper: { fileName: string; content: Uint8Array<ArrayBuffer> },
) => Promise<keyof typeof DECISION_PROBLEMS | keyof typeof PAPER_PROBLEMS | null>;

async function takePaper(request: Request, decision: Decision, attach: Attach): Promise<Outcome> {
  const form = await readForm(request);
  if (form === null) return problem("interrupted", 400);
  const file = form.find(({ name, fileName }) => name === "file" && fileName !== null);
  const field = form.find(({ name }) => name === "lockVersion");
  const version = lockVersionSchema.safeParse(field && Buffer.from(field.content).toString("utf8"));
  if (!file || !version.success) return problem("empty");
  const seen = { id: decision.id, lockVersion: version.data ?? decision.lockVersion };
  const reason = await attach(seen, { fileName: paperName(file.fileName ?? ""), content: file.content });
  if (reason === null) return { status: 200, error: "", message: "Đã lưu bản quét.", code: "saved" };
  return reason in PAPER_PROBLEMS
    ? problem(reason as keyof typeof PAPER_PROBLEMS)
    : refusal(reason as keyof typeof DECISION_PROBLEMS);
}

/** JSON for programs and scripts; the page again, with a message, for a plain form. */
function answer(request: Request, id: string, { status, error, message, code }: Outcome): Response {
  const accept = request.headers.get("accept") ?? "";
  if (accept.includes("text/html")) {
    const location = `${decisionHref(id)}?paper=${code}#ban-quet`;
    return new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store" } });
  }
  if (code !== "saved") return refuse(status, error, message);
  return Response.json({ message }, { headers: { "Cache-Control": "no-store" } });
}
