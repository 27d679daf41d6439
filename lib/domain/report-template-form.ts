/** The form of a sentence: what it takes, and how a refused template is explained. */
import { z } from "zod";
import { REPORT_SCOPES } from "./report-facts";
import {
  parseTemplate,
  TEMPLATE_LONGEST,
  type FieldValues,
  type TemplatePart,
  type TemplateProblem,
} from "./report-grammar";
import { fieldsOf, SENTENCE_IDS, valuesOf, type SentenceId, type Template } from "./report-sentences";
import { OVER_WORDS, ROUNDINGS, type ReportStyle } from "./report-style";
import type { ReportFacts } from "./report-facts";

export const templateFormSchema = z.object({
  scope: z.enum(REPORT_SCOPES),
  sentence: z.enum(SENTENCE_IDS as [SentenceId, ...SentenceId[]]),
  // Nothing is cut: too much is refused with its length by the grammar, far too much already here.
  text: z.string().max(100 * TEMPLATE_LONGEST, `Câu quá dài, tối đa ${TEMPLATE_LONGEST} ký tự`),
  rounding: z.enum(ROUNDINGS),
  over: z.enum(OVER_WORDS),
  hasAbout: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
  seen: z.coerce.number().int().min(0),
  do: z.enum(["save", "reset"]),
});

/** Spaces around it are nobody's wish, and letters have one spelling. */
export function typedTemplate(form: Omit<z.output<typeof templateFormSchema>, "do" | "seen">): Template {
  const { text, rounding, over, hasAbout } = form;
  return { text: text.normalize("NFC").trim(), style: { rounding, over, hasAbout } };
}

export const problemWords = ({ at, message }: TemplateProblem) => `Ký tự ${at}: ${message}.`;

/** Empty for a template that can be used. */
export function templateProblems(id: SentenceId, text: string): string[] {
  const parsed = parseTemplate(text, fieldsOf(id));
  return parsed.ok ? [] : parsed.problems.map(problemWords);
}

/** Whether it says anything of the unit and the period; a group always has a field. */
export const hasField = (parts: readonly TemplatePart[]) => parts.some(({ kind }) => kind !== "text");

const styleKey = ({ rounding, over, hasAbout }: ReportStyle) =>
  `${rounding} ${over} ${hasAbout ? "yes" : "no"}`;

export type Previews = Readonly<Record<string, Readonly<Record<string, string | null>>>>;

/** What every field says of the facts in every style: enough to show a template while it is typed. */
export function previewsOf(id: SentenceId, facts: ReportFacts): Previews {
  const styles = ROUNDINGS.flatMap((rounding) =>
    OVER_WORDS.flatMap((over) =>
      [true, false].map((hasAbout): ReportStyle => ({ rounding, over, hasAbout })),
    ),
  );
  return Object.fromEntries(
    styles.map((style) => [styleKey(style), Object.fromEntries(valuesOf(id, facts, style))]),
  );
}

export const previewValues = (previews: Previews, style: ReportStyle): FieldValues =>
  new Map(Object.entries(previews[styleKey(style)] ?? {}));
