/** The four CSV forms: their columns, the reading of their headers, and the fields that several forms share. */
import { daySchema, type Day } from "./day";
import type { FieldIssue } from "./load-issue";

export const LOAD_FORMS = {
  units: {
    columns: ["code", "name", "level", "parent_code", "valid_from", "valid_to"],
    optional: [],
  },
  denominators: {
    columns: ["unit_code", "year", "kind", "value", "source"],
    optional: ["basis", "as_of"],
  },
  targets: {
    columns: ["unit_code", "year", "indicator", "kind", "value", "issuer", "decision_no", "decision_date"],
    optional: [],
  },
  figures: {
    columns: ["unit_code", "period", "indicator", "value", "is_estimate"],
    optional: [],
  },
} as const satisfies Record<string, { columns: readonly string[]; optional: readonly string[] }>;

/** In the order in which files are loaded: later ones may name what earlier ones bring. */
export const LOAD_KINDS = ["units", "denominators", "targets", "figures"] as const;
export type LoadKind = (typeof LOAD_KINDS)[number];

export type Header = { width: number; at: Readonly<Record<string, number>> };

const SEPARATORS = [
  [";", "semicolons"],
  ["\t", "tabs"],
  ["|", "bars"],
] as const;

/** Where each column is, in any order; or all that is wrong with the header. */
export function readHeader(kind: LoadKind, fields: readonly string[]): Header | FieldIssue[] {
  const form = LOAD_FORMS[kind];
  const known: readonly string[] = [...form.columns, ...form.optional];
  const line = fields.join(",");
  const separator = SEPARATORS.find(([sign]) => fields.length === 1 && line.includes(sign));
  if (separator) {
    const expected = `fields separated by commas; this file uses ${separator[1]}, save it as CSV with commas`;
    return [{ column: null, found: line, expected }];
  }
  if (line.includes("\r")) return [{ column: null, found: line, expected: "lines that end with LF or CRLF" }];
  const issues: FieldIssue[] = [];
  const at: Record<string, number> = {};
  fields.forEach((field, index) => {
    if (!known.includes(field)) {
      issues.push({
        column: field || null,
        found: field,
        expected: `one of the columns ${known.join(", ")}`,
      });
    } else if (Object.hasOwn(at, field)) {
      issues.push({ column: field, found: field, expected: "each column once" });
    } else at[field] = index;
  });
  for (const column of form.columns) {
    if (!Object.hasOwn(at, column))
      issues.push({ column, found: null, expected: `a column ${column}; the header has ${line}` });
  }
  return issues.length > 0 ? issues : { width: fields.length, at };
}

/** The fields of a row by column; "" for an optional column that the file does not have. */
export type Row = (column: string) => string;

export function rowOf(header: Header, fields: readonly string[]): Row {
  return (column) => fields[header.at[column] ?? -1] ?? "";
}

/** Collects the issues of one row, so that all of them are told at once. */
export class RowIssues {
  readonly all: FieldIssue[] = [];

  add(column: string, found: string, expected: string): null {
    this.all.push({ column, found, expected });
    return null;
  }

  day(column: string, text: string): Day | null {
    return daySchema.safeParse(text).success ? text : this.add(column, text, "a day such as 2023-11-30");
  }

  year(column: string, text: string): number | null {
    return /^(19|2[0-9])[0-9]{2}$/.test(text) ? Number(text) : this.add(column, text, "a year such as 2023");
  }

  oneOf<T extends string>(column: string, text: string, choices: readonly T[]): T | null {
    return (
      choices.find((choice) => choice === text) ?? this.add(column, text, `one of ${choices.join(", ")}`)
    );
  }

  /** One line of text, as people write it: spaces around it go, Vietnamese letters are composed. */
  text(column: string, raw: string, longest = 300): string | null {
    const text = raw.normalize("NFC").trim();
    if (text === "" || text.length > longest || /\p{Cc}/u.test(text)) {
      return this.add(column, raw, `text in one line, 1 to ${longest} characters`);
    }
    return text;
  }
}
