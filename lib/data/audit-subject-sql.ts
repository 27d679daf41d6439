/** What the subject of an audit entry is called: its id says what it is, seldom how people call it. */
import "server-only";

/** SQL of the n-th part of the id behind "kind:" in the subject of an entry `a`. */
export const subjectPart = (kind: string, index: number) =>
  `split_part(substr(a.subject, ${kind.length + 2}), '.', ${index})`;
const rest = (kind: string) => `substr(a.subject, ${kind.length + 2})`;
const unitName = (id: string) => `(SELECT u.short_name FROM units u WHERE u.id = ${id})`;
const driveName = (id: string) => `(SELECT d.name FROM drives d WHERE d.id = ${id})`;

/** SQL of an entry `a` and the unit `p` of its chain; null where the id says it. */
export const SUBJECT_NAME = `CASE split_part(a.subject, ':', 1)
  WHEN 'submission' THEN ${unitName(subjectPart("submission", 2))}
  WHEN 'partner_counts' THEN ${unitName(subjectPart("partner_counts", 2))}
  WHEN 'report' THEN ${unitName(subjectPart("report", 2))}
  WHEN 'unit' THEN ${unitName(rest("unit"))}
  WHEN 'month' THEN p.short_name WHEN 'audit' THEN p.short_name
  WHEN 'drive' THEN ${driveName(rest("drive"))}
  WHEN 'drive_results' THEN ${unitName(subjectPart("drive_results", 1))} || ', ' || ${driveName(subjectPart("drive_results", 2))}
  WHEN 'unit_note' THEN (SELECT u.short_name FROM unit_notes n JOIN units u ON u.id = n.unit_id
    WHERE n.province_id = a.province_id AND n.id::text = ${rest("unit_note")})
  WHEN 'employer_notice' THEN (SELECT n.employer FROM employer_notices n
    WHERE n.province_id = a.province_id AND n.id::text = ${rest("employer_notice")})
  WHEN 'user' THEN (SELECT x.display_name FROM users x WHERE x.username = ${rest("user")})
  WHEN 'wall' THEN (SELECT w.label FROM walls w WHERE w.id::text = ${rest("wall")})
  WHEN 'token' THEN (SELECT t.label FROM api_tokens t WHERE t.id::text = ${rest("token")})
  WHEN 'decision' THEN (SELECT d.number || ' (' || d.issuer || ')' FROM decisions d WHERE d.id::text = ${rest("decision")})
  WHEN 'stand-in' THEN (SELECT x.display_name || ' thay ' || y.display_name FROM stand_ins t
    JOIN users x ON x.id = t.stand_in_user_id JOIN users y ON y.id = t.absent_user_id
    WHERE t.id::text = ${rest("stand-in")})
  WHEN 'recipient' THEN (SELECT r.name FROM recipients r WHERE r.province_id = a.province_id AND r.id = ${rest("recipient")})
END`;
