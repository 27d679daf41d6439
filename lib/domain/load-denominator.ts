/** A row of the denominators form. */
import type { DenominatorKind } from "./coverage";
import { RowIssues, type Row } from "./load-form";
import type { FieldIssue } from "./load-issue";
import { MAX_NUMBER, parseDigits } from "./number";
import type { UnitIndex } from "./unit-index";

export type LoadedDenominator = {
  provinceId: string;
  unitId: string;
  year: number;
  kind: DenominatorKind;
  value: bigint;
  basis: string;
  source: string;
};

const KINDS = ["population", "labour_force"] as const satisfies readonly DenominatorKind[];

/** What a CSV count looks like, for messages. */
export const DIGITS_EXPECTED = `digits only, 0 to ${MAX_NUMBER}, without separators`;

export function readDenominator(row: Row, units: UnitIndex): LoadedDenominator | FieldIssue[] {
  const issues = new RowIssues();
  const year = issues.year("year", row("year"));
  const kind = issues.oneOf("kind", row("kind"), KINDS);
  const value = readCount(issues, row("value"));
  if (value === 0n) issues.add("value", row("value"), "more than 0: it is divided by");
  const source = issues.text("source", row("source"));
  const basis = row("basis") || "stated";
  if (!/^[a-z][a-z0-9_]*$/.test(basis))
    issues.add("basis", basis, "small letters, digits and _, such as nso");
  const code = row("unit_code");
  const found = year === null ? null : units.during(code, year, `${year}-12-31`);
  if (found?.ok === false) issues.add("unit_code", code, found.expected);
  if (
    issues.all.length > 0 ||
    !found?.ok ||
    year === null ||
    kind === null ||
    value === null ||
    source === null
  )
    return issues.all;
  const { id: unitId, provinceId } = found.unit;
  return { provinceId, unitId, year, kind, value, basis, source };
}

/** People or đồng: digits only. */
export function readCount(issues: RowIssues, text: string): bigint | null {
  const parsed = parseDigits(text);
  return parsed.kind === "value" ? parsed.value : issues.add("value", text, DIGITS_EXPECTED);
}
