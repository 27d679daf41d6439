/**
 * The statement that sets rollups. It says in SQL what lib/domain/rollup.ts says in functions.
 * The planner cannot know how many rows a step yields, and would join by nested loops: FULL JOIN leaves it hash joins only.
 */
import { INDICATOR_IDS, INDICATORS, REPORTING_KINDS, type IndicatorNature } from "@/lib/domain/indicator";
import { derivedParts, isDerivedId } from "@/lib/domain/rollup";
import { prepared } from "./raw";

const idsOf = (nature: IndicatorNature) =>
  `'{${INDICATOR_IDS.filter((id) => INDICATORS[id].nature === nature).join(",")}}'::text[]`;

/** Constant rows (derived, kind, component, sign, number of parts), from the domain's definitions alone. */
const DERIVED_PARTS = INDICATOR_IDS.filter(isDerivedId).flatMap((id) =>
  REPORTING_KINDS.flatMap((kind) => {
    const parts = derivedParts(id, kind);
    return parts.map(([component, sign]) => ({ id, kind, component, sign, count: parts.length }));
  }),
);
const DERIVED_ROWS = DERIVED_PARTS.map(
  ({ id, kind, component, sign, count }) =>
    `('${id}','${kind}'::reporting_kind,'${component}',${sign},${count})`,
).join(",");
const COMPONENTS = `'{${[...new Set(DERIVED_PARTS.map(({ component }) => component))].join(",")}}'::text[]`;

const monthBack = (months: number) => `to_char(p.as_of - interval '${months} months', 'YYYY-MM')`;
/** A month counts for a unit that exists on its last day. */
const existsAtEndOf = (month: string, unit: string) =>
  `(to_date(${month}, 'YYYY-MM') + interval '1 month' - interval '1 day')::date
    BETWEEN ${unit}.valid_from AND coalesce(${unit}.valid_to, 'infinity')`;
/** Which indicators of which of the three months before may be carried. */
const carries = (indicator: string, month: string, period: string) =>
  `(${indicator} = ANY (${idsOf("stock")})
    OR ${indicator} = ANY (${idsOf("cumulative")}) AND left(${month}, 4) = left(${period}, 4))`;

/**
 * $1 provinces, $2 periods: pairs by position. $3 now. $4 whether to mark signed and locked periods as adjusted.
 * $5 units whose figures changed, or null for any: then only their rows, their heirs' and the provinces' can differ.
 * Answers with the number of rows that changed.
 */
const recompute = (stored: string) => `
WITH RECURSIVE asked AS MATERIALIZED (
  SELECT k.province_id, p.id AS period_id, p.as_of, ARRAY[${monthBack(3)}, ${monthBack(2)}, ${monthBack(1)}] AS months
  FROM unnest($1::text[], $2::text[]) AS k (province_id, period_id)
  JOIN periods p ON p.id = k.period_id
),
leaf AS MATERIALIZED (
  SELECT a.province_id, a.period_id, a.months, u.id AS unit_id, u.reporting_kind AS kind, u.valid_from, u.valid_to
  FROM asked a
  JOIN units u ON u.province_id = a.province_id AND u.reporting_kind IS NOT NULL
    AND a.as_of BETWEEN u.valid_from AND coalesce(u.valid_to, 'infinity')
),
own AS (
  SELECT l.province_id, l.unit_id, l.period_id, l.kind, f.indicator_id, f.value, f.is_estimate
  FROM leaf l
  JOIN figures f ON f.province_id = l.province_id AND f.unit_id = l.unit_id AND f.period_id = l.period_id
),
required AS (
  SELECT l.province_id, l.unit_id, l.period_id, l.kind, pi.indicator_id
  FROM leaf l
  JOIN period_indicators pi ON pi.period_id = l.period_id AND pi.reporting_kind = l.kind
  WHERE pi.indicator_id <> ALL (${idsOf("derived")})
),
cell AS MATERIALIZED (
  SELECT province_id, unit_id, period_id, kind, indicator_id, o.value, o.is_estimate, o.value IS NOT NULL AS is_own
  FROM required FULL JOIN own o USING (province_id, unit_id, period_id, kind, indicator_id)
),
gap AS MATERIALIZED (
  SELECT DISTINCT unit_id, period_id FROM cell
  WHERE NOT is_own AND indicator_id <> ALL (${idsOf("flow")})
),
latest AS (
  SELECT unit_id, period_id, indicator_id, (array_agg(value ORDER BY month DESC))[1] AS value,
    (array_agg(is_estimate ORDER BY month DESC))[1] AS is_estimate
  FROM (
    SELECT l.unit_id, l.period_id, f.indicator_id, f.period_id AS month, f.value, f.is_estimate
    FROM gap
    JOIN leaf l USING (unit_id, period_id)
    JOIN figures f ON f.province_id = l.province_id AND f.unit_id = l.unit_id AND f.period_id = ANY (l.months)
    WHERE ${existsAtEndOf("f.period_id", "l")} AND ${carries("f.indicator_id", "f.period_id", "l.period_id")}
  ) before
  GROUP BY unit_id, period_id, indicator_id
),
held AS MATERIALIZED (
  SELECT c.province_id, unit_id, period_id, c.kind, indicator_id, c.is_own, coalesce(c.value, l.value) AS value,
    CASE WHEN c.is_own THEN c.is_estimate ELSE l.is_estimate END AS is_estimate
  FROM cell c FULL JOIN latest l USING (unit_id, period_id, indicator_id)
  -- Not "IS NOT NULL", which would let the planner make a left join of it.
  WHERE coalesce(c.province_id, '') <> ''
),
-- Once a period, not once a province of it.
span AS MATERIALIZED (SELECT DISTINCT period_id, months FROM asked),
walk AS (
  SELECT h.unit_id, h.period_id, h.indicator_id, h.unit_id AS node_id, NULL::bigint AS value, NULL::boolean AS is_estimate
  FROM held h
  JOIN (SELECT DISTINCT to_unit_id FROM unit_successions WHERE is_whole) heir ON heir.to_unit_id = h.unit_id
  WHERE h.value IS NULL AND h.indicator_id <> ALL (${idsOf("flow")})
  UNION ALL
  SELECT w.unit_id, w.period_id, w.indicator_id, u.id, found.value, found.is_estimate
  FROM walk w
  JOIN unit_successions s ON s.to_unit_id = w.node_id AND s.is_whole
  JOIN units u ON u.id = s.from_unit_id
  LEFT JOIN LATERAL (
    SELECT f.value, f.is_estimate
    FROM span, unnest(span.months) AS month
    JOIN figures f ON f.province_id = u.province_id AND f.unit_id = u.id AND f.indicator_id = w.indicator_id
      AND f.period_id = month
    WHERE span.period_id = w.period_id AND ${existsAtEndOf("month", "u")} AND ${carries("w.indicator_id", "month", "w.period_id")}
    ORDER BY month DESC
    LIMIT 1
  ) found ON true
  WHERE w.value IS NULL
),
inherited AS (
  SELECT unit_id, period_id, indicator_id, sum(value)::bigint AS value, bool_or(is_estimate) AS is_estimate
  FROM walk w
  WHERE value IS NOT NULL
    OR NOT EXISTS (SELECT FROM unit_successions s WHERE s.to_unit_id = w.node_id AND s.is_whole)
  GROUP BY unit_id, period_id, indicator_id
  HAVING bool_and(value IS NOT NULL)
),
entered AS MATERIALIZED (
  SELECT h.province_id, unit_id, period_id, h.kind, indicator_id, h.is_own, coalesce(h.value, i.value) AS value,
    coalesce(h.is_estimate, i.is_estimate, false) AS is_estimate
  FROM held h FULL JOIN inherited i USING (unit_id, period_id, indicator_id)
),
effective AS MATERIALIZED (
  SELECT province_id, unit_id, period_id, indicator_id, is_own, value, is_estimate FROM entered
  UNION ALL
  SELECT e.province_id, e.unit_id, e.period_id, d.id, bool_and(e.is_own),
    CASE WHEN bool_and(e.value IS NOT NULL) THEN sum(d.sign * e.value)::bigint END, bool_or(e.is_estimate)
  FROM (SELECT * FROM entered WHERE indicator_id = ANY (${COMPONENTS})) e
  JOIN (VALUES ${DERIVED_ROWS}) AS d (id, kind, component, sign, parts) ON d.component = e.indicator_id AND d.kind = e.kind
  GROUP BY e.province_id, e.unit_id, e.period_id, d.id, d.parts
  HAVING count(*) = d.parts
),
touched AS (
  SELECT unit_id FROM unnest($5::text[]) AS one (unit_id)
  UNION
  SELECT s.to_unit_id FROM touched t JOIN unit_successions s ON s.from_unit_id = t.unit_id AND s.is_whole
),
wanted AS (
  SELECT province_id, unit_id, indicator_id, period_id, value AS sum,
    (value IS NOT NULL AND is_own)::int AS reported, (value IS NOT NULL AND NOT is_own)::int AS carried,
    (value IS NOT NULL AND is_estimate)::int AS estimated, (value IS NULL)::int AS missing, 1 AS expected
  FROM effective
  WHERE $5::text[] IS NULL OR unit_id IN (SELECT unit_id FROM touched)
  UNION ALL
  SELECT province_id, province_id, indicator_id, period_id, sum(value)::bigint,
    count(*) FILTER (WHERE value IS NOT NULL AND is_own)::int, count(*) FILTER (WHERE value IS NOT NULL AND NOT is_own)::int,
    count(*) FILTER (WHERE value IS NOT NULL AND is_estimate)::int, count(*) FILTER (WHERE value IS NULL)::int, count(*)::int
  FROM effective
  WHERE province_id <> 'VN'
  GROUP BY province_id, indicator_id, period_id
),
stored AS (
  SELECT r.* FROM asked a
  JOIN units u ON u.province_id = a.province_id AND (u.id = a.province_id
    OR u.reporting_kind IS NOT NULL AND ($5::text[] IS NULL OR u.id IN (SELECT unit_id FROM touched)))
  ${stored}
),
changed AS MATERIALIZED (
  SELECT province_id, unit_id, indicator_id, period_id, w.sum, w.reported, w.carried, w.estimated, w.missing, w.expected,
    s.expected IS NOT NULL AS is_stored
  FROM wanted w FULL JOIN stored s USING (province_id, unit_id, indicator_id, period_id)
  WHERE (s.sum, s.reported, s.carried, s.estimated, s.missing, s.expected)
    IS DISTINCT FROM (w.sum, w.reported, w.carried, w.estimated, w.missing, w.expected)
),
gone AS (
  DELETE FROM rollups r USING changed c
  WHERE c.expected IS NULL
    AND (r.province_id, r.unit_id, r.indicator_id, r.period_id) = (c.province_id, c.unit_id, c.indicator_id, c.period_id)
),
-- Not "ON CONFLICT": it makes each new row cost twice, and nobody else writes these while their periods are locked.
updated AS (
  UPDATE rollups r SET sum = c.sum, reported = c.reported, carried = c.carried, estimated = c.estimated,
    missing = c.missing, expected = c.expected
  FROM changed c
  WHERE c.is_stored AND c.expected IS NOT NULL
    AND (r.province_id, r.unit_id, r.indicator_id, r.period_id) = (c.province_id, c.unit_id, c.indicator_id, c.period_id)
),
written AS (
  INSERT INTO rollups (province_id, unit_id, indicator_id, period_id, sum, reported, carried, estimated, missing, expected)
  SELECT province_id, unit_id, indicator_id, period_id, sum, reported, carried, estimated, missing, expected
  FROM changed WHERE NOT is_stored
),
adjusted AS (
  UPDATE province_periods pp SET adjusted_at = $3::timestamptz
  FROM periods p
  WHERE $4::boolean AND p.id = pp.period_id AND (p.locked_at IS NOT NULL OR pp.signed_at IS NOT NULL)
    AND (pp.province_id, pp.period_id) IN (SELECT province_id, period_id FROM changed)
),
bumped AS (
  INSERT INTO data_versions AS d (province_id, version, changed_at)
  SELECT DISTINCT province_id, 1, $3::timestamptz FROM asked ORDER BY province_id
  ON CONFLICT (province_id) DO UPDATE SET version = d.version + 1, changed_at = excluded.changed_at
)
SELECT count(*)::int AS changed FROM changed`;

/** By key, whatever the planner thinks: an approval must not read the history of its province. */
const BY_KEY = `
  CROSS JOIN indicators i
  CROSS JOIN LATERAL (
    SELECT * FROM rollups
    WHERE (province_id, unit_id, indicator_id, period_id) = (a.province_id, u.id, i.id, a.period_id)
    OFFSET 0
  ) r`;
/** A whole history is read in one go; the provinces are said once more, or the planner reads all rollups there are. */
const BY_PROVINCE = `
  JOIN rollups r ON (r.province_id, r.unit_id, r.period_id) = (a.province_id, u.id, a.period_id)
  WHERE r.province_id = ANY (ARRAY(SELECT DISTINCT unnest($1::text[])))`;

export const RECOMPUTE_PERIODS = prepared("recompute", recompute(BY_KEY));
export const RECOMPUTE_HISTORY = recompute(BY_PROVINCE);
