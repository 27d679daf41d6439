/** Writes the demo's submissions with all their versions and cells, and the figures of the approved ones. */
import type { ClientBase } from "pg";
import { enteredIndicators, type IndicatorId } from "@/lib/domain/indicator";
import { asOfDay } from "@/lib/domain/period";
import { copyRows } from "@/prisma/seed/copy";
import { sumValues, type DemoYear } from "./figures";
import { approvedAt, firstTry, isEstimate, type DemoSubmission } from "./workflow";

const key = ({ unit, periodId }: DemoSubmission) => [unit.provinceId, unit.id, periodId] as const;

export async function writeSubmissions(
  client: ClientBase,
  submissions: readonly DemoSubmission[],
  values: DemoYear,
) {
  await copyRows(
    client,
    "submissions",
    [
      "province_id",
      "unit_id",
      "period_id",
      "status",
      "version",
      "approved_version",
      "approved_at",
      "first_submitted_at",
      "submitted_at",
      "submitted_by",
      "decided_at",
      "decided_by",
      "reason",
      "due_on",
    ],
    submissions.map((one) => [
      ...key(one),
      one.status,
      one.version,
      one.approvedVersion,
      approvedAt(one),
      one.firstSubmittedAt,
      one.submittedAt,
      one.version > 0 ? one.director : null,
      one.decidedAt,
      one.decidedBy,
      one.reason,
      one.dueOn,
    ]),
  );
  await copyRows(
    client,
    "submission_contributors",
    ["province_id", "unit_id", "period_id", "version", "user_id", "acted_by"],
    submissions.flatMap((one) =>
      Array.from({ length: one.version }, (_, index) => [...key(one), index + 1, one.director, one.director]),
    ),
  );
  await copyRows(
    client,
    "figure_revisions",
    [
      "province_id",
      "unit_id",
      "period_id",
      "version",
      "indicator_id",
      "value",
      "is_estimate",
      "explanation",
      "entered_by",
    ],
    revisions(submissions, values),
  );
  await copyRows(
    client,
    "submission_drafts",
    ["province_id", "unit_id", "period_id", "indicator_id", "value", "version", "updated_by", "updated_at"],
    drafts(submissions, values),
  );
}

/** What the unit enters in the period, in form order. */
function cellsOf({ unit, periodId }: DemoSubmission, values: DemoYear): [IndicatorId, bigint][] {
  const month = Number(periodId.slice(5)) - 1;
  const own = sumValues(unit.sources.map((source) => values.get(source)?.[month] ?? {}));
  return enteredIndicators(unit.kind, asOfDay(periodId)).map((indicator) => [
    indicator,
    own[indicator] ?? 0n,
  ]);
}

/** What a submitted version holds: before the last one, and where that was sent back, the first try. */
export function cellsOfVersion(
  one: DemoSubmission,
  version: number,
  values: DemoYear,
): [IndicatorId, bigint][] {
  const isFirstTry = version < one.version || one.status === "returned";
  return cellsOf(one, values).map(([id, value]) => [id, isFirstTry ? firstTry(id, value) : value]);
}

const AS_PUBLISHED = "Số toàn quốc trừ 63 tỉnh theo NSO, giữ nguyên như công bố";

function* revisions(submissions: readonly DemoSubmission[], values: DemoYear) {
  for (const one of submissions) {
    if (one.version === 0) continue;
    const cells = cellsOf(one, values);
    const { BHXH_BB = 0n, BHYT = 0n } = Object.fromEntries(cells) as Partial<Record<IndicatorId, bigint>>;
    for (let version = 1; version <= one.version; version++)
      for (const [indicator, value] of cellsOfVersion(one, version, values)) {
        const contradicts = indicator === "BHXH_BB" && BHXH_BB > BHYT;
        yield [
          ...key(one),
          version,
          indicator,
          value,
          isEstimate(one.unit.id, one.periodId, indicator),
          contradicts ? AS_PUBLISHED : null,
          one.director,
        ];
      }
  }
}

function* drafts(submissions: readonly DemoSubmission[], values: DemoYear) {
  for (const one of submissions)
    for (const [indicator, value] of cellsOf(one, values).slice(0, one.draftCells))
      yield [...key(one), indicator, value, 1, one.director, `${asOfDay(one.periodId)}T09:00:00+07:00`];
}

/** The approved version of every submission. */
export async function writeFigures(client: ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO figures (province_id, unit_id, period_id, indicator_id, version, value, is_estimate)
     SELECT r.province_id, r.unit_id, r.period_id, r.indicator_id, r.version, r.value, r.is_estimate
     FROM figure_revisions r JOIN submissions s USING (province_id, unit_id, period_id)
     WHERE r.version = s.approved_version`,
  );
}
