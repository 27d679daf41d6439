-- A number is one number however it is typed: "12/QĐ-BHXH", "12/qđ-bhxh" and "12/QD - BHXH" are the same paper.

-- Of what was written down twice until now the later ones say that they are, so that none is lost. Only the program can
-- write the entries that say so (prisma/renamed-decisions.ts); until it has, the list waits.
WITH renamed AS (
  UPDATE decisions d SET number = format('%s (ghi lần %s)', d.number, twice.nth)
  FROM units u, (
    SELECT id, number, row_number() OVER (
      PARTITION BY unit_id, lower(translate(regexp_replace(issuer, '\s+', '', 'g'), 'Đđ', 'dd')),
        lower(translate(regexp_replace(number, '\s+', '', 'g'), 'Đđ', 'dd')), extract(year FROM decided_on)
      ORDER BY recorded_at, id) AS nth
    FROM decisions) twice
  WHERE twice.id = d.id AND twice.nth > 1 AND u.id = d.unit_id
  RETURNING d.id, u.province_id, twice.number AS before, d.number AS after
)
INSERT INTO settings (key, value)
SELECT 'renamed_decisions', jsonb_agg(
  jsonb_build_object('id', id, 'provinceId', province_id, 'before', before, 'after', after) ORDER BY after, id)
FROM renamed HAVING count(*) > 0;

DROP INDEX decisions_unit_id_issuer_number_year_key;
CREATE UNIQUE INDEX decisions_unit_id_issuer_number_year_key ON decisions (
  unit_id,
  lower(translate(regexp_replace(issuer, '\s+', '', 'g'), 'Đđ', 'dd')),
  lower(translate(regexp_replace(number, '\s+', '', 'g'), 'Đđ', 'dd')),
  (extract(year FROM decided_on)));
