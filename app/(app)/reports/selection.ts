/** Addresses of reports: unit and period in the path, the edition behind it. */
import type { AskedEdition } from "@/lib/data/report-editions";
import { periodIdSchema, type PeriodId } from "@/lib/domain/period";
import { unitIdSchema } from "@/lib/domain/unit";

export type ReportAddress = { unitId: string; period: PeriodId; edition: AskedEdition };

/** Null for what cannot be. */
export function parseReport(unit: string, period: string, edition: string | undefined): ReportAddress | null {
  const [unitId, periodId] = [unitIdSchema.safeParse(unit), periodIdSchema.safeParse(period)];
  const asked = parseEdition(edition);
  if (!unitId.success || !periodId.success || asked === null) return null;
  return { unitId: unitId.data, period: periodId.data, edition: asked };
}

function parseEdition(text: string | undefined): AskedEdition | null {
  if (text === undefined || text === "draft") return text ?? "newest";
  return /^[1-9][0-9]{0,3}$/.test(text) ? Number(text) : null;
}

const editionQuery = (edition: AskedEdition) => (edition === "newest" ? "" : `?edition=${edition}`);

export const reportHref = (unitId: string, period: string, edition: AskedEdition = "newest") =>
  `/reports/${encodeURIComponent(unitId)}/${period}${editionQuery(edition)}`;

export const reportFileHref = (unitId: string, period: string, file: string, edition: AskedEdition) =>
  `/api/v1/reports/${encodeURIComponent(unitId)}/${period}/${file}${editionQuery(edition)}`;

/** @param seen the draft from which it is gone there; null where none was on the screen */
export const issueHref = (unitId: string, period: string, seen: string | null) =>
  `${reportHref(unitId, period)}/issue${seen === null ? "" : `?seen=${seen}`}`;
