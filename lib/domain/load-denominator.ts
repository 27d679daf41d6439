/** A row of the denominators form. */
import { DENOMINATOR_KINDS, type DenominatorKind } from "./coverage";
import { RowIssues, type Row } from "./load-form";
import type { FieldIssue } from "./load-issue";
import { MAX_NUMBER, parseDigits } from "./number";
import type { Unit } from "./unit";
import { named, type UnitIndex } from "./unit-index";

export type LoadedDenominator = {
  provinceId: string;
  unitId: string;
  year: number;
  kind: DenominatorKind;
  value: bigint;
  basis: string;
  source: string;
  /** Loaded all the same, and perhaps meant for another unit. */
  warnings: FieldIssue[];
};

/** What a CSV count looks like, for messages. */
export const DIGITS_EXPECTED = `digits only, 0 to ${MAX_NUMBER}, without separators`;

export function readDenominator(row: Row, units: UnitIndex): LoadedDenominator | FieldIssue[] {
  const issues = new RowIssues();
  const year = issues.year("year", row("year"));
  const kind = issues.oneOf("kind", row("kind"), DENOMINATOR_KINDS);
  const value = readCount(issues, row("value"));
  if (value === 0n) issues.add("value", row("value"), "more than 0: it is divided by");
  const source = issues.text("source", row("source"));
  const basis = row("basis") || "stated";
  if (!/^[a-z][a-z0-9_]*$/.test(basis))
    issues.add("basis", basis, "small letters, digits and _, such as nso");
  const warnings: FieldIssue[] = [];
  const unit = year === null ? null : readUnit(row, year, units, issues, warnings);
  if (issues.all.length > 0 || !unit || year === null || kind === null || value === null || source === null)
    return issues.all;
  const { id: unitId, provinceId } = unit;
  return { provinceId, unitId, year, kind, value, basis, source, warnings };
}

/** With this code on the day that the row names, else at the end of the year: then two units of one year are told apart aloud. */
function readUnit(
  row: Row,
  year: number,
  units: UnitIndex,
  issues: RowIssues,
  warnings: FieldIssue[],
): Unit | null {
  const [code, text] = [row("unit_code"), row("as_of")];
  const day = text === "" ? null : issues.day("as_of", text);
  if (day !== null && !day.startsWith(`${year}-`)) return issues.add("as_of", text, `a day of ${year}`);
  const found = day === null ? units.during(code, year, `${year}-12-31`) : units.on(code, day);
  if (!found.ok) return issues.add("unit_code", code, found.expected);
  const others = units.inYear(code, year).filter(({ id }) => id !== found.unit.id);
  if (text === "" && others.length > 0) {
    const either = `a day in as_of: ${year} had ${[...others, found.unit].map(named).join(" and ")}`;
    warnings.push({
      column: "unit_code",
      found: code,
      expected: `${either}; ${row("value")} is loaded for ${named(found.unit)}`,
    });
  }
  return found.unit;
}

/** People or đồng: digits only. */
export function readCount(issues: RowIssues, text: string): bigint | null {
  const parsed = parseDigits(text);
  return parsed.kind === "value" ? parsed.value : issues.add("value", text, DIGITS_EXPECTED);
}
