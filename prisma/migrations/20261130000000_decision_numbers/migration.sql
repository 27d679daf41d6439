-- A number is one number however it is typed: "12/QĐ-BHXH", "12/qđ-bhxh" and "12/QD - BHXH" are the same paper.

-- Of what was written down twice until now the later ones say that they are, so that none is lost.
UPDATE decisions d SET number = format('%s (ghi lần %s)', d.number, twice.nth)
FROM (
  SELECT id, row_number() OVER (
    PARTITION BY unit_id, lower(translate(regexp_replace(issuer, '\s+', '', 'g'), 'Đđ', 'dd')),
      lower(translate(regexp_replace(number, '\s+', '', 'g'), 'Đđ', 'dd')), extract(year FROM decided_on)
    ORDER BY recorded_at, id) AS nth
  FROM decisions) twice
WHERE twice.id = d.id AND twice.nth > 1;

DROP INDEX decisions_unit_id_issuer_number_year_key;
CREATE UNIQUE INDEX decisions_unit_id_issuer_number_year_key ON decisions (
  unit_id,
  lower(translate(regexp_replace(issuer, '\s+', '', 'g'), 'Đđ', 'dd')),
  lower(translate(regexp_replace(number, '\s+', '', 'g'), 'Đđ', 'dd')),
  (extract(year FROM decided_on)));
