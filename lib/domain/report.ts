/** A report as data: its text, its tables and its numbers. What is issued is kept in this form and never written anew. */
import { z } from "zod";
import { doubtOf, gapWords, isTentative, type Measure } from "./dashboard-measure";
import { INDICATORS } from "./indicator";
import { formatDay, type Day } from "./day";
import { periodIdSchema } from "./period";
import { hasProvisionalCounts } from "./report-communication";
import { PROVISIONAL_REASONS, provisionalWords } from "./report-fields";
import { REPORT_SCOPES, type ReportFacts, type ReportScope } from "./report-facts";
import {
  REPORT_PARTS,
  sentencesOf,
  SENTENCES,
  writeSentence,
  type SentenceId,
  type Template,
} from "./report-sentences";
import { reportTables, summaryRows, reportTableSchema, summaryRowSchema } from "./report-tables";

export const reportSchema = z.object({
  unit: z.object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    shortName: z.string(),
    /** Of the unit above: a district's report is headed by it. */
    parentName: z.string().nullable(),
  }),
  scope: z.enum(REPORT_SCOPES),
  period: periodIdSchema,
  asOf: z.string(),
  paragraphs: z.array(
    z.object({
      sentence: z.string(),
      part: z.enum(REPORT_PARTS),
      lead: z.string().nullable(),
      text: z.string(),
    }),
  ),
  summary: z.array(summaryRowSchema),
  tables: z.array(reportTableSchema),
  notes: z.array(z.string()),
  isProvisional: z.boolean(),
  isEstimate: z.boolean(),
  /** Of the demo: nobody may take it for a real one. */
  isSample: z.boolean(),
  /** When something that counts was last approved. */
  updatedAt: z.iso.datetime().nullable(),
});
export type Report = z.infer<typeof reportSchema>;

export type Templates = (scope: ReportScope, id: SentenceId) => Template;

type Around = { parentName: string | null; isSample: boolean; updatedAt: Date | null };

export function shapeReport(facts: ReportFacts, templates: Templates, around: Around): Report {
  const { unit, scope, context } = facts;
  const paragraphs = sentencesOf(scope).flatMap((sentence) => {
    const text = writeSentence(sentence, facts, templates(scope, sentence));
    const { part, lead } = SENTENCES[sentence];
    return text === null ? [] : [{ sentence, part, lead, text }];
  });
  const summary = summaryRows(facts);
  const told = summary.map(({ id }) => facts.views.get(id)?.measure).filter((one) => one !== undefined);
  return {
    unit: {
      id: unit.id,
      code: unit.code,
      name: unit.name,
      shortName: unit.shortName,
      parentName: around.parentName,
    },
    scope,
    period: context.period,
    asOf: context.asOf,
    paragraphs,
    summary,
    tables: reportTables(facts),
    notes: notesOf(facts, around.isSample),
    isProvisional: told.some(isTentative) || hasProvisionalCounts(facts),
    isEstimate: told.some(({ isEstimate }) => isEstimate),
    isSample: around.isSample,
    updatedAt: around.updatedAt?.toISOString() ?? null,
  };
}

/** Nothing to report: no approved number of any kind. The quick results of drives alone make no report. */
export const isEmptyReport = ({ paragraphs, summary }: Pick<Report, "paragraphs" | "summary">) =>
  paragraphs.every(({ sentence }) => sentence === "drives") && summary.length === 0;

/** How far the numbers can be trusted: in the words of the paper, below its tables. */
function notesOf(facts: ReportFacts, isSample: boolean): string[] {
  const { views, context } = facts;
  const bhyt = views.get("BHYT")?.measure;
  const reporting = bhyt && !bhyt.isStated && bhyt.value !== null ? bhyt.reporting : null;
  const doubted = [...views.values()].filter(
    ({ id, measure }) => INDICATORS[id].group === "people" && doubtOf(measure)?.kind === "missing",
  );
  return [
    ...(reporting && reporting.expected > 1 ? [reportingWords(reporting, context.asOf)] : []),
    ...(bhyt && provisionalWords(bhyt) !== null
      ? [
          `Số tạm tính còn thay đổi khi ${facts.scope === "unit" ? "số liệu kỳ này được duyệt" : "các đơn vị nộp đủ"}.`,
        ]
      : []),
    ...(hasProvisionalCounts(facts) ? [`Số truyền thông tạm tính: ${PROVISIONAL_REASONS}.`] : []),
    ...(doubted.length > 0
      ? [
          `Chưa gồm đơn vị chưa có số: ${doubted.map(({ id, measure }) => `${INDICATORS[id].short} ${measure.unknown} đơn vị`).join(", ")}.`,
        ]
      : []),
    ...(isSample ? ["Bản minh họa: số liệu trong bản trình diễn không phải số công bố."] : []),
  ];
}

function reportingWords(reporting: Measure["reporting"], asOf: Day): string {
  const gaps = gapWords(reporting);
  const rest = gaps.length > 0 ? `; ${gaps.join(", ")}` : "";
  return `Số liệu BHYT đến ${formatDay(asOf)} của ${reporting.reported}/${reporting.expected} đơn vị báo cáo${rest}.`;
}
