"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction, keepingValues } from "@/lib/action";
import { supersedeDecision } from "@/lib/data/decision-copies";
import { createDecision, discardDecision, saveDecisionHead } from "@/lib/data/decision-changes";
import type { IssueProblem } from "@/lib/data/decision-held";
import { issueDecision } from "@/lib/data/decision-issue";
import { getDecision } from "@/lib/data/decisions";
import { findReadableUnit } from "@/lib/data/dashboard-units";
import { setHeadline } from "@/lib/data/headlines";
import { decisionHeadSchema } from "@/lib/domain/decision";
import { isIndicatorId } from "@/lib/domain/indicator";
import { reasonSchema } from "@/lib/domain/submission";
import { TARGET_KINDS } from "@/lib/domain/target";
import { targetScopeSchema } from "@/lib/domain/target-scope";
import { unitIdSchema } from "@/lib/domain/unit";
import { refused, saved, type FormState } from "@/lib/form-state";
import { DECISION_PROBLEMS } from "@/lib/refusals";
import { leaveIssued } from "@/app/(app)/targets/decisions/issued-meanwhile";
import { decisionHref, targetsHref } from "@/app/(app)/targets/selection";
import { fewNames } from "./few-names";
import { OTHER_ISSUER } from "./issuer-choice";

/** Beside which field a refusal stands. */
const FIELDS: Partial<Record<IssueProblem, string>> = {
  duplicate: "number",
  issuer: "issuer",
  "superseded-other-issuer": "supersedesId",
  "superseded-not-issued": "supersedesId",
  "superseded-later": "supersedesId",
  "superseded-itself": "supersedesId",
  unit: "effectiveOn",
  receiver: "effectiveOn",
};

type Refused = { reason: IssueProblem; names?: readonly string[] };

/** Whom it is about, where the refusal is about somebody. */
const problemWords = ({ reason, names }: Refused) =>
  names ? `${DECISION_PROBLEMS[reason]} Nơi không nhận được: ${fewNames(names)}.` : DECISION_PROBLEMS[reason];

function refuseHead(problem: Refused): FormState {
  const message = problemWords(problem);
  const { reason } = problem;
  const field = FIELDS[reason];
  return { ok: false, message, ...(field ? { fieldErrors: { [field]: [message] } } : {}) };
}

/** The list offers who usually decides; anybody else is written out. */
const withIssuer = <Output extends { issuer: string; number: string }>(
  schema: z.ZodType<Output, Record<string, unknown>>,
) =>
  z.preprocess((posted) => {
    const fields = posted as Record<string, unknown>;
    return fields.issuer === OTHER_ISSUER ? { ...fields, issuer: fields.issuerOther ?? "" } : fields;
  }, schema);

const lockVersion = z.coerce.number().int().min(0);

const createSchema = withIssuer(
  decisionHeadSchema.extend({ unit: unitIdSchema, copies: z.literal("on").optional() }),
);

/** A new draft; in place of another with its numbers, if that is asked for. */
export const createDecisionAction = keepingValues(
  formAction(createSchema, async ({ unit: unitId, copies, ...head }, actor) => {
    const unit = await findReadableUnit(actor, unitId);
    if (!unit) return refused(DECISION_PROBLEMS["not-found"]);
    const earlier = copies && head.supersedesId ? await getDecision(actor, head.supersedesId) : null;
    const now = new Date();
    if (earlier?.unit.id === unit.id) {
      const made = await supersedeDecision(earlier, head, actor, now);
      if (!made.ok) return refuseHead(made);
      revalidatePath("/targets", "layout");
      redirect(`${decisionHref(made.id)}${made.left > 0 ? `?left=${made.left}` : ""}`);
    }
    const made = await createDecision(unit, head, actor, now);
    if (!made.ok) return refuseHead(made);
    revalidatePath("/targets", "layout");
    redirect(decisionHref(made.id));
  }),
);

const saveSchema = withIssuer(decisionHeadSchema.extend({ id: z.uuid(), lockVersion }));

export const saveDecisionAction = keepingValues(
  formAction(saveSchema, async ({ id, lockVersion: version, ...head }, actor) => {
    const decision = await getDecision(actor, id);
    if (!decision) return refused(DECISION_PROBLEMS["not-found"]);
    const done = await saveDecisionHead({ ...decision, lockVersion: version }, head, actor, new Date());
    if (!done.ok) {
      leaveIssued(id, done.reason);
      // Nothing is drawn anew: what was typed goes on standing against the draft that it was typed over.
      return refuseHead(done);
    }
    revalidatePath("/targets", "layout");
    return saved("Đã lưu dự thảo.");
  }),
);

const stepSchema = z.object({ id: z.uuid(), lockVersion });

/** From here on its numbers count from the day it takes effect. */
export const issueDecisionAction = formAction(stepSchema, async (seen, actor) => {
  const done = await issueDecision(seen, actor, new Date());
  if (!done.ok) {
    leaveIssued(seen.id, done.reason);
    return refused(problemWords(done));
  }
  revalidatePath("/", "layout");
  redirect(decisionHref(seen.id));
});

/** Takes a draft back with its numbers and its scan. */
export const discardDecisionAction = formAction(stepSchema, async (seen, actor) => {
  const decision = await getDecision(actor, seen.id);
  const done = await discardDecision(seen, actor, new Date());
  if (!done.ok) {
    leaveIssued(seen.id, done.reason);
    return refused(DECISION_PROBLEMS[done.reason]);
  }
  revalidatePath("/targets", "layout");
  redirect(`/targets?unit=${decision?.unit.id ?? actor.unit.id}`);
});

const headlineSchema = z
  .object({
    id: z.uuid(),
    lockVersion,
    unit: unitIdSchema,
    scope: targetScopeSchema,
    indicator: z.string().refine(isIndicatorId),
    kind: z.enum(TARGET_KINDS),
  })
  .and(
    z.discriminatedUnion("choice", [
      z.object({ choice: z.literal("choose"), reason: reasonSchema }),
      z.object({ choice: z.literal("rule") }),
    ]),
  );

/** Chooses the headline of a unit against the rule, or leaves it to the rule again. */
export const setHeadlineAction = keepingValues(
  formAction(headlineSchema, async (input, actor) => {
    const { id, lockVersion: version, unit: unitId, scope, indicator, kind } = input;
    const reason = input.choice === "choose" ? input.reason : null;
    const target = { unitId, scope, indicator, kind };
    const done = await setHeadline({ id, lockVersion: version }, target, reason, actor, new Date());
    if (!done.ok) return refused(DECISION_PROBLEMS[done.reason]);
    revalidatePath("/", "layout");
    redirect(targetsHref({ unitId, scope, on: null, known: null, indicator }));
  }),
);
