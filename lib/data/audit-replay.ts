/** Replays audit entries against the rows they speak of: submissions and their figures province by province, the rest at the end. */
import "server-only";
import { z } from "zod";
import {
  contradictions,
  figureContradictions,
  newSubmission,
  replayLoad,
  replaySubmission,
  submittedFigures,
  type LoadedVersion,
  type ReplayEntry,
  type SubmissionSaid,
} from "@/lib/domain/audit-replay";
import { AuditRows, type PackagedUnit } from "./audit-rows";
import type { RawTx } from "./raw";

export type ReplayOptions = { packagedUnits: readonly PackagedUnit[] };

type Find = (finding: string) => void;

const BATCH = 5000;
const INSTANT = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const SUBMISSIONS = `
  SELECT unit_id AS "unitId", period_id AS "periodId", status::text, version, approved_version AS "approvedVersion",
    ${INSTANT("approved_at")} AS "approvedAt", ${INSTANT("submitted_at")} AS "submittedAt", submitted_by::text AS "submittedBy",
    ${INSTANT("decided_at")} AS "decidedAt", decided_by::text AS "decidedBy", due_on::text AS "dueOn",
    unlocked_until::text AS "unlockedUntil"
  FROM submissions WHERE province_id = $1 AND (unit_id, period_id) > ($2, $3)
  ORDER BY unit_id, period_id LIMIT ${BATCH}`;

const text = z.string().nullable();
const submissionSchema = z.object({
  unitId: z.string(),
  periodId: z.string(),
  status: z.string(),
  version: z.number(),
  approvedVersion: z.number().nullable(),
  approvedAt: text,
  submittedAt: text,
  submittedBy: text,
  decidedAt: text,
  decidedBy: text,
  dueOn: text,
  unlockedUntil: text,
});

const REVISIONS = `
  SELECT k.at::int AS at, coalesce(jsonb_object_agg(r.indicator_id, r.value::text) FILTER (WHERE r.value IS NOT NULL), '{}')::text AS figures
  FROM unnest($2::text[], $3::text[], $4::int[]) WITH ORDINALITY AS k (unit_id, period_id, version, at)
  LEFT JOIN figure_revisions r ON r.province_id = $1 AND r.unit_id = k.unit_id AND r.period_id = k.period_id AND r.version = k.version
  GROUP BY k.at`;
const revisionsSchema = z.array(z.object({ at: z.number(), figures: z.string() }));

/** Approved figures that are not those of the approved version. */
const FIGURES = `
  SELECT concat_ws(' ', province_id, unit_id, period_id, indicator_id) AS key,
    concat_ws(' ', 'version', a.version, 'value', a.value, a.is_estimate) AS expected,
    concat_ws(' ', 'version', f.version, 'value', f.value, f.is_estimate) AS stored
  FROM (SELECT * FROM figures WHERE province_id = $1) f
  FULL JOIN (
    SELECT r.* FROM figure_revisions r
    JOIN submissions s ON s.province_id = r.province_id AND s.unit_id = r.unit_id AND s.period_id = r.period_id
      AND s.approved_version = r.version
    WHERE r.province_id = $1 AND r.value IS NOT NULL
  ) a USING (province_id, unit_id, period_id, indicator_id)
  WHERE (a.version, a.value, a.is_estimate) IS DISTINCT FROM (f.version, f.value, f.is_estimate)`;
const figuresSchema = z.array(z.object({ key: z.string(), expected: z.string(), stored: z.string() }));

const revisionsOfLoad = z.object({ revisions: z.record(z.string(), z.record(z.string(), z.number().int())) });

type Submitted = { seq: bigint; key: string; version: number; figures: Record<string, string> };

export class AuditReplay {
  readonly counts = { submissions: 0, versions: 0, loadedVersions: 0, figures: 0, rows: 0 };
  /** By unit and period: few words for each submission of a file. */
  private readonly loads = new Map<string, LoadedVersion[]>();
  private submissions = new Map<string, SubmissionSaid>();
  private readonly rows: AuditRows;

  constructor(
    private readonly tx: RawTx,
    options: ReplayOptions,
    private readonly find: Find,
  ) {
    this.rows = new AuditRows(tx, options.packagedUnits, this.counts, find);
  }

  async addEntries(provinceId: string, entries: readonly ReplayEntry[]): Promise<void> {
    const submitted: Submitted[] = [];
    for (const entry of entries) {
      this.rows.add(entry);
      if (entry.event === "load.figures") this.addLoad(entry);
      if (!entry.subject.startsWith("submission:")) continue;
      const key = entry.subject.slice(`submission:${provinceId}.`.length).replace(".", " ");
      this.addSubmission(provinceId, key, entry);
      const said = entry.event === "submission.submit" ? submittedFigures(entry.after) : null;
      if (said) submitted.push({ seq: entry.seq, key, ...said });
    }
    await this.compareVersions(provinceId, submitted);
  }

  private addLoad({ after, at }: ReplayEntry) {
    const answer = revisionsOfLoad.safeParse(after);
    for (const [periodId, units] of Object.entries(answer.data?.revisions ?? {}))
      for (const [unitId, version] of Object.entries(units)) {
        const key = `${unitId} ${periodId}`;
        const versions = this.loads.get(key);
        if (versions) versions.push({ version, at });
        else this.loads.set(key, [{ version, at }]);
        this.counts.loadedVersions += 1;
      }
  }

  /** What files did up to a version. */
  private loadedUpTo(key: string, known: SubmissionSaid, version: number): SubmissionSaid {
    const due = (this.loads.get(key) ?? []).filter((one) => one.version <= version);
    return due.sort((a, b) => a.version - b.version).reduce(replayLoad, known);
  }

  private addSubmission(provinceId: string, key: string, entry: ReplayEntry) {
    const before = z.object({ version: z.number() }).safeParse(entry.before).data?.version ?? 0;
    const known = this.loadedUpTo(key, this.submissions.get(key) ?? newSubmission(), before);
    const answer = replaySubmission(known, entry);
    if (answer.disagreement)
      this.find(`audit ${provinceId} entry ${entry.seq} (${entry.subject}): ${answer.disagreement}`);
    this.submissions.set(key, answer.known);
  }

  private async compareVersions(provinceId: string, submitted: readonly Submitted[]) {
    if (submitted.length === 0) return;
    const keys = submitted.map(({ key }) => key.split(" "));
    const rows = revisionsSchema.parse(
      await this.tx.$queryRawUnsafe(
        REVISIONS,
        provinceId,
        keys.map(([unitId]) => unitId),
        keys.map(([, periodId]) => periodId),
        submitted.map(({ version }) => version),
      ),
    );
    for (const { at, figures } of rows) {
      const one = submitted[at - 1];
      if (!one) continue;
      this.counts.versions += 1;
      const found = z.record(z.string(), z.string()).parse(JSON.parse(figures));
      for (const words of figureContradictions(one.figures, found))
        this.find(`figure_revisions ${provinceId} ${one.key} version ${one.version} ${words}`);
    }
  }

  async endProvince(provinceId: string): Promise<void> {
    await this.compareSubmissions(provinceId);
    await this.compareFigures(provinceId);
    await this.rows.endProvince(provinceId);
    this.submissions = new Map();
  }

  private async compareSubmissions(provinceId: string) {
    let last = ["", ""];
    for (;;) {
      const rows = z
        .array(submissionSchema)
        .parse(await this.tx.$queryRawUnsafe(SUBMISSIONS, provinceId, ...last));
      for (const { unitId, periodId, ...row } of rows) {
        const key = `${unitId} ${periodId}`;
        last = [unitId, periodId];
        this.counts.submissions += 1;
        const known = this.loadedUpTo(key, this.submissions.get(key) ?? newSubmission(), Infinity);
        this.submissions.delete(key);
        this.compareSubmission(`${provinceId} ${key}`, known, row);
      }
      if (rows.length < BATCH) break;
    }
    for (const key of this.submissions.keys())
      this.find(`submissions ${provinceId} ${key}: entries speak of it, and there is no row`);
  }

  private compareSubmission(
    name: string,
    known: SubmissionSaid,
    row: Omit<z.infer<typeof submissionSchema>, "unitId" | "periodId">,
  ) {
    // What came with the demo has no entries of its own; its versions are named by nothing.
    const cameWithDemo = known.isUntold && this.rows.cameWithDemo(row.submittedAt);
    if (cameWithDemo) this.counts.loadedVersions += row.version;
    const { unlockedUntil = null } = known.row;
    for (const { column, said, found } of contradictions(cameWithDemo ? { unlockedUntil } : known.row, row))
      this.find(`submissions ${name} ${column}: the entries say ${said}, the row ${found}`);
  }

  private async compareFigures(provinceId: string) {
    const [{ count }] = z
      .tuple([z.object({ count: z.number() })])
      .parse(
        await this.tx.$queryRawUnsafe(
          "SELECT count(*)::int AS count FROM figures WHERE province_id = $1",
          provinceId,
        ),
      );
    this.counts.figures += count;
    for (const { key, expected, stored } of figuresSchema.parse(
      await this.tx.$queryRawUnsafe(FIGURES, provinceId),
    ))
      this.find(`figures ${key}: the approved version says ${expected}, the row ${stored}`);
  }

  async end(): Promise<void> {
    await this.rows.end();
  }
}
