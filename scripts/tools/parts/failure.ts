/** What went wrong in one line, for a terminal: neither stack nor statement. */

/** The part that says why: of several failed addresses the first, of a failed query its last line. */
export function failureText(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return failureText(error.errors[0]);
  const text = error instanceof Error ? error.message || error.name : String(error);
  const lines = text.split("\n").map((line) => line.trim());
  return lines.findLast((line) => line !== "") ?? "unknown error";
}
