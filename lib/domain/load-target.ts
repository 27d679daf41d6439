/** A row of the targets form, and for which unit the paper that it names decides. */
import type { Day } from "./day";
import { plainDashes } from "./decision";
import { INDICATORS, isIndicatorId, type IndicatorId } from "./indicator";
import { isNational } from "./issuer";
import { readCount } from "./load-denominator";
import { RowIssues, type Row } from "./load-form";
import type { FieldIssue } from "./load-issue";
import { parseRate } from "./number";
import { TARGET_KINDS, type TargetKind } from "./target";
import type { Unit } from "./unit";
import type { UnitIndex } from "./unit-index";

export type LoadedTarget = {
  provinceId: string;
  unitId: string;
  scope: string;
  indicator: IndicatorId;
  kind: TargetKind;
  /** People or đồng; hundredths of a percent for a rate. */
  value: bigint;
  /** The unit for which the issuer decides: the nation or a province. */
  decidingUnitId: string;
  issuer: string;
  decisionNumber: string;
  decidedOn: Day;
  /** Likely a slip, but not for a program to say. */
  warnings: FieldIssue[];
};

const FULL_RATE = 100_00n;
const LARGEST_RATE = 999_99n;

function decidingUnitId(issuer: string, unit: Pick<Unit, "provinceId">): string {
  return isNational(issuer) ? "VN" : unit.provinceId;
}

export function readTarget(row: Row, units: UnitIndex): LoadedTarget | FieldIssue[] {
  const issues = new RowIssues();
  const year = issues.year("year", row("year"));
  const decidedOn = issues.day("decision_date", row("decision_date"));
  const issuer = issues.text("issuer", row("issuer"), 100);
  const decisionNumber = issues.text("decision_no", row("decision_no"), 100);
  const indicator = readIndicator(issues, row("indicator"));
  const kind = issues.oneOf("kind", row("kind"), TARGET_KINDS);
  const warnings: FieldIssue[] = [];
  const value = kind === "rate" ? readRate(issues, row("value"), warnings) : readCount(issues, row("value"));
  if (indicator && kind) checkKind(issues, kind, indicator);
  const unit =
    year === null || decidedOn === null ? null : readUnit(issues, row("unit_code"), year, decidedOn, units);
  if (issues.all.length > 0 || !unit || !indicator || !kind || year === null || value === null)
    return issues.all;
  if (decidedOn === null || issuer === null || decisionNumber === null) return issues.all;
  const { id: unitId, provinceId } = unit;
  const target = { provinceId, unitId, scope: String(year), indicator, kind, value };
  return {
    ...target,
    decidingUnitId: decidingUnitId(issuer, unit),
    issuer,
    decisionNumber: plainDashes(decisionNumber),
    decidedOn,
    warnings,
  };
}

/** The unit that the paper meant: with this code on the day of the decision, as far as that lies in the year. */
function readUnit(
  issues: RowIssues,
  code: string,
  year: number,
  decidedOn: Day,
  units: UnitIndex,
): Unit | null {
  const day = [`${year}-01-01`, decidedOn, `${year}-12-31`].toSorted()[1] ?? decidedOn;
  const found = units.during(code, year, day);
  if (!found.ok) return issues.add("unit_code", code, found.expected);
  if (found.unit.level === "commune")
    return issues.add(
      "unit_code",
      code,
      "a unit above the communes; a commune gets its targets as a recipient",
    );
  return found.unit;
}

function readIndicator(issues: RowIssues, text: string): IndicatorId | null {
  return isIndicatorId(text) ? text : issues.add("indicator", text, "the code of an indicator, such as BHYT");
}

function readRate(issues: RowIssues, text: string, warnings: FieldIssue[]): bigint | null {
  const parsed = parseRate(text, LARGEST_RATE);
  if (parsed.kind !== "value")
    return issues.add("value", text, "a percentage with at most 2 decimals after a point, such as 92.25");
  if (parsed.value > FULL_RATE)
    warnings.push({ column: "value", found: text, expected: "a rate of at most 100; loaded as it is" });
  return parsed.value;
}

function checkKind(issues: RowIssues, kind: TargetKind, indicator: IndicatorId): void {
  const isMoney = INDICATORS[indicator].unit === "đồng";
  if (kind === "amount" && !isMoney)
    issues.add("kind", kind, `headcount, increase or rate: ${indicator} is no money`);
  if ((kind === "headcount" || kind === "increase") && isMoney)
    issues.add("kind", kind, `amount or rate: ${indicator} is money`);
}
