/** What the page of a report and its files show: an issued edition as it was issued, or the draft of now. */
import "server-only";
import type { PeriodId } from "@/lib/domain/period";
import type { Actor } from "@/lib/domain/policy";
import type { Report } from "@/lib/domain/report";
import type { Standing } from "@/lib/domain/report-paper";
import { scopeOf } from "@/lib/domain/report-facts";
import { isReportingUnit, type Unit } from "@/lib/domain/unit";
import type { NoDashboard, UnitDashboard } from "./dashboard";
import { listUnitPeriods, type DashboardPeriod } from "./dashboard-periods";
import { findReadableUnit, listAncestors } from "./dashboard-units";
import {
  hashReport,
  listChangesSince,
  listIssuedReports,
  mayReadIssued,
  NO_CHANGES,
  type ChangesSince,
  type IssuedReport,
} from "./issued-reports";
import { getDraftReport } from "./report";

/** "newest": the last edition that was issued, where there is one. */
export type AskedEdition = "newest" | "draft" | number;

export type FoundReport = {
  kind: "found";
  unit: Unit;
  period: PeriodId;
  /** From the nation down to the unit above. */
  crumbs: readonly Unit[];
  periods: readonly DashboardPeriod[];
  /** Newest first. */
  editions: readonly IssuedReport[];
  /** Null: a draft. */
  issued: IssuedReport | null;
  standing: Standing;
  report: Report;
  /** Of the draft; null where an issued edition is shown. */
  draftHash: string | null;
  /** Forms whose approved version counts in the draft while another one is on its way; told to those who may read the units. */
  reopened: number;
  /** Since the edition that is shown was issued. */
  changes: ChangesSince;
};

/** "no-edition": nobody issued one of this number, or not for this reader. */
export type NoReport = NoDashboard | { kind: "no-edition" };

export async function findReport(
  reader: Actor,
  unitId: string,
  period: PeriodId,
  asked: AskedEdition,
): Promise<FoundReport | NoReport> {
  const unit = await findReadableUnit(reader, unitId);
  if (!unit || scopeOf(unit) === null) return { kind: "not-found" };
  const editions = await listIssuedReports(reader, unit, period);
  const issued = asked === "draft" ? null : editionOf(editions, asked);
  if (typeof asked === "number" && issued === null) return { kind: "no-edition" };
  if (issued) {
    const [crumbs, periods, changes] = await Promise.all([
      listAncestors(unit),
      listUnitPeriods(unit),
      listChangesSince(reader, unit, issued),
    ]);
    return {
      kind: "found",
      ...{ unit, period, crumbs, periods, editions, issued, changes },
      standing: issued.issue,
      report: issued.report,
      draftHash: null,
      reopened: 0,
    };
  }
  const draft = await getDraftReport(reader, unitId, period);
  // The unit is there for this reader: what is missing is the period.
  if (draft.kind === "not-found") return { kind: "no-period" };
  if (draft.kind !== "report") return draft;
  const { report, dashboard } = draft;
  const isTold = mayReadIssued(reader, unit);
  return {
    kind: "found",
    ...{ unit, period, crumbs: dashboard.crumbs, periods: dashboard.periods, editions },
    issued: null,
    standing: isTold ? null : "untold",
    report,
    draftHash: hashReport(report),
    reopened: isTold ? reopenedIn(dashboard) : 0,
    changes: NO_CHANGES,
  };
}

/** A reporting unit's dashboard knows of its whole province. */
function reopenedIn({ work, view: { unit } }: UnitDashboard): number {
  const own = [...work.values()].filter(({ unitId }) => !isReportingUnit(unit) || unitId === unit.id);
  return own.reduce((sum, { reopened }) => sum + reopened, 0);
}

function editionOf(editions: readonly IssuedReport[], asked: "newest" | number): IssuedReport | null {
  return (asked === "newest" ? editions[0] : editions.find(({ edition }) => edition === asked)) ?? null;
}
