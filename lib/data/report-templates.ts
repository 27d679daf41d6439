/** The sentences of reports as they were edited: every version stays, the newest counts. */
import "server-only";
import { z } from "zod";
import { can, type Actor } from "@/lib/domain/policy";
import type { Templates } from "@/lib/domain/report";
import { REPORT_SCOPES, type ReportScope } from "@/lib/domain/report-facts";
import {
  SENTENCE_IDS,
  standardTemplate,
  type SentenceId,
  type Template,
} from "@/lib/domain/report-sentences";
import { OVER_WORDS, ROUNDINGS } from "@/lib/domain/report-style";
import { by } from "./acting";
import { writeAudit } from "./audit";
import { db } from "./db";
import { inTransaction } from "./transaction";

const rowSchema = z.array(
  z.object({
    scope: z.enum(REPORT_SCOPES),
    sentence: z.string(),
    version: z.number(),
    text: z.string().nullable(),
    rounding: z.enum(ROUNDINGS).nullable(),
    over: z.enum(OVER_WORDS).nullable(),
    hasAbout: z.boolean().nullable(),
  }),
);
type Row = z.infer<typeof rowSchema>[number];

const NEWEST = `
  SELECT DISTINCT ON (scope, sentence) scope, sentence, version, text, rounding, over, has_about AS "hasAbout"
  FROM report_templates ORDER BY scope, sentence, version DESC`;

function templateOf({ text, rounding, over, hasAbout }: Row): Template | null {
  if (text === null || rounding === null || over === null || hasAbout === null) return null;
  return { text, style: { rounding, over, hasAbout } };
}

export type EditedTemplate = {
  template: Template;
  /** 0: never edited. */
  version: number;
  isStandard: boolean;
};

async function readNewest(): Promise<(scope: ReportScope, id: SentenceId) => EditedTemplate> {
  const rows = rowSchema.parse(await db.$queryRawUnsafe(NEWEST));
  const known = new Map(rows.map((row) => [`${row.scope} ${row.sentence}`, row]));
  return (scope, id) => {
    const row = known.get(`${scope} ${id}`);
    const own = row ? templateOf(row) : null;
    return {
      template: own ?? standardTemplate(scope, id),
      version: row?.version ?? 0,
      isStandard: own === null,
    };
  };
}

/** The sentences that hold now. */
export async function getReportTemplates(): Promise<Templates> {
  const newest = await readNewest();
  return (scope, id) => newest(scope, id).template;
}

/** All sentences of a scope with their state. */
export async function listReportTemplates(
  scope: ReportScope,
): Promise<(EditedTemplate & { sentence: SentenceId })[]> {
  const newest = await readNewest();
  return SENTENCE_IDS.map((sentence) => ({ sentence, ...newest(scope, sentence) }));
}

export type TemplateVersion = {
  version: number;
  /** Null: the standard one again. */
  text: string | null;
  at: Date;
  by: string;
};

const SHOWN = 20;

/** Newest first. */
export async function listTemplateVersions(
  scope: ReportScope,
  sentence: SentenceId,
): Promise<TemplateVersion[]> {
  const rows = await db.reportTemplate.findMany({
    where: { scope, sentence },
    orderBy: { version: "desc" },
    take: SHOWN,
    include: { byUser: { select: { displayName: true } } },
  });
  return rows.map(({ version, text, at, byUser }) => ({ version, text, at, by: byUser.displayName }));
}

type Edit = {
  scope: ReportScope;
  sentence: SentenceId;
  /** Null: back to the standard one. */
  template: Template | null;
  /** The version that was on the screen. */
  seen: number;
};

const asJson = (template: Template | null) => template && { text: template.text, ...template.style };

/** The next version, with its audit entry; "stale" if somebody saved one since. */
export async function saveReportTemplate(
  { scope, sentence, template, seen }: Edit,
  actor: Actor,
  now: Date,
): Promise<{ ok: true } | { ok: false; reason: "forbidden" | "stale" | "same" }> {
  if (!can(actor, "report.template", { path: "/vn/" })) return { ok: false, reason: "forbidden" };
  const current = (await readNewest())(scope, sentence);
  if (current.version !== seen) return { ok: false, reason: "stale" };
  const before = current.isStandard ? null : current.template;
  if (JSON.stringify(asJson(before)) === JSON.stringify(asJson(template)))
    return { ok: false, reason: "same" };
  return inTransaction(async (tx) => {
    const { count } = await tx.reportTemplate.createMany({
      data: {
        scope,
        sentence,
        version: seen + 1,
        text: template?.text ?? null,
        rounding: template?.style.rounding ?? null,
        over: template?.style.over ?? null,
        hasAbout: template?.style.hasAbout ?? null,
        at: now,
        by: actor.id,
      },
      // Of two who save the same version one is second.
      skipDuplicates: true,
    });
    if (count === 0) return { ok: false, reason: "stale" } as const;
    await writeAudit(tx, {
      provinceId: "VN",
      ...by(actor),
      event: template === null ? "template.reset" : "template.save",
      subject: `template:${scope}.${sentence}`,
      before: asJson(before),
      after: asJson(template),
      at: now,
    });
    return { ok: true } as const;
  });
}
