/** What the app's database role may do. Append-only tables are so by these grants alone: the role is never the owner. */

const APPEND_ONLY = [
  "audit_entries",
  "figure_revisions",
  "denominators",
  "targets",
  "recipient_targets",
  "submission_contributors",
  "figure_comments",
  "figure_corrections",
  "report_templates",
  "issued_reports",
];

/** What figures, revisions and rollups belong to without a foreign key (docs/decisions/0012): it is never deleted. */
const KEPT = ["submissions", "province_periods", "periods", "period_indicators", "indicators"];

/** What somebody wrote of a unit or an employer is withdrawn, never deleted; nor is a drive. */
const NOTICES = ["drives", "unit_notes", "employer_notices"];

/** Of a unit only its end and its names may change: to move is to end, begin anew and succeed. */
const UNIT_COLUMNS = ["name", "short_name", "valid_to"];

/** SQL that gives `role` its rights on a migrated database; running it again changes nothing. */
export function grantSql(role: string): string {
  const name = `"${role.replaceAll('"', '""')}"`;
  return [
    `GRANT USAGE ON SCHEMA public TO ${name};`,
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${name};`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name};`,
    `REVOKE UPDATE, DELETE, TRUNCATE ON ${APPEND_ONLY.join(", ")} FROM ${name};`,
    `REVOKE DELETE ON ${KEPT.join(", ")} FROM ${name};`,
    `REVOKE DELETE ON ${NOTICES.join(", ")} FROM ${name};`,
    // A head is made once and moves on; that it moves back is found by the entries after it.
    `REVOKE UPDATE, DELETE, TRUNCATE ON audit_heads FROM ${name};`,
    `GRANT UPDATE (seq, mac) ON audit_heads TO ${name};`,
    `REVOKE UPDATE, DELETE ON units FROM ${name};`,
    `GRANT UPDATE (${UNIT_COLUMNS.join(", ")}) ON units TO ${name};`,
    `REVOKE ALL ON _prisma_migrations FROM ${name};`,
    `GRANT SELECT ON _prisma_migrations TO ${name};`,
  ].join("\n");
}
