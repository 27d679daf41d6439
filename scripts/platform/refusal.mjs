/** What start, test and tool say when they cannot go on: one clear line, and an exit code of its own for each cause. */

/** Documented in docs/operations.md; a code never changes its meaning. */
export const EXIT = Object.freeze({
  unexpected: 1,
  node: 10,
  configuration: 11,
  disk: 12,
  install: 13,
  build: 14,
  port: 15,
  running: 16,
  demoHost: 17,
  app: 18,
  database: 20,
  migration: 21,
  auditRights: 22,
  demoMode: 23,
  embeddedPostgres: 24,
});

export class Refusal extends Error {
  /** @param {keyof typeof EXIT} cause @param {string} message one line that says what to do */
  constructor(cause, message) {
    super(message);
    this.exitCode = EXIT[cause];
  }
}

/** Prints why the process ends; returns its exit code. A refusal is one line, anything else is a defect and keeps its stack. */
export function explain(error) {
  if (error instanceof Refusal) {
    if (error.message !== "") console.error(`Error: ${error.message}`);
    return error.exitCode;
  }
  console.error(error);
  return EXIT.unexpected;
}
