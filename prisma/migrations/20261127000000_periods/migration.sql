-- A period may ask some units only. Who is asked is who has a submission; this says whether units that come later are asked too.
ALTER TABLE periods ADD COLUMN asks_all boolean NOT NULL DEFAULT true;
