-- The Word file that goes with the mails of a turn: one for all who get it, as it was when the mails were made.
ALTER TABLE report_mail_turns
  ADD COLUMN document_name text,
  ADD COLUMN document      bytea,
  ADD CONSTRAINT report_mail_turns_document_check CHECK (document IS NULL OR document_name IS NOT NULL);
