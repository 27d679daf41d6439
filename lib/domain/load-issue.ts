/** What is wrong with a row of a file to load: where, what was found and what was expected. Messages are English. */

export type LoadIssue = {
  /** 1 is the header. */
  line: number;
  /** Null when the row as a whole is meant. */
  column: string | null;
  /** Null when nothing in particular was found. */
  found: string | null;
  expected: string;
};

/** An issue of a row, before the row is known. */
export type FieldIssue = Omit<LoadIssue, "line">;

export type IssueLevel = "error" | "warning";

export type ListedIssue = LoadIssue & { level: IssueLevel; file: string };

const LONGEST_FOUND = 60;

/** Issues of all files: every one is counted, the first of each level are kept. */
export class IssueLog {
  readonly listed: ListedIssue[] = [];
  readonly counts: Record<IssueLevel, number> = { error: 0, warning: 0 };

  /** @param limit how many of each level are kept */
  constructor(private readonly limit = 1000) {}

  add(level: IssueLevel, file: string, issue: LoadIssue): void {
    this.counts[level] += 1;
    if (this.counts[level] <= this.limit) this.listed.push({ level, file, ...issue });
  }

  /** Issues that were counted elsewhere and will not be listed. */
  addUnlisted(level: IssueLevel, count: number): void {
    this.counts[level] += count;
  }
}

/** Issues of one file. */
export class FileLog {
  constructor(
    private readonly log: IssueLog,
    readonly file: string,
  ) {}

  error(line: number, { column, found, expected }: FieldIssue): void {
    this.log.add("error", this.file, { line, column, found, expected });
  }

  warn(line: number, { column, found, expected }: FieldIssue): void {
    this.log.add("warning", this.file, { line, column, found, expected });
  }

  unlistedWarnings(count: number): void {
    this.log.addUnlisted("warning", count);
  }

  errors(line: number, issues: readonly FieldIssue[]): void {
    for (const issue of issues) this.error(line, issue);
  }
}

/** `figures.csv:12: value: found "1,5", expected digits only` */
export function issueText({ level, file, line, column, found, expected }: ListedIssue): string {
  const place = `${file}:${line}: ${level === "warning" ? "warning: " : ""}${column === null ? "" : `${column}: `}`;
  return `${place}${found === null ? "" : `found ${quoted(found)}, `}expected ${expected}`;
}

/** Control characters would let a file write to the terminal. */
function quoted(text: string): string {
  const short = text.length > LONGEST_FOUND ? `${text.slice(0, LONGEST_FOUND)}…` : text;
  return JSON.stringify(short).replace(/[\u007f-\u009f]/g, "?");
}
