-- What somebody was told, and what somebody said about a paper, stays as it was.
REVOKE DELETE ON identity.letters FROM tj_api, tj_worker;
--> statement-breakpoint
-- A decision can be taken back, and not otherwise changed.
REVOKE UPDATE ON journal.decisions FROM tj_api, tj_worker;
--> statement-breakpoint
GRANT UPDATE (taken_back_at) ON journal.decisions TO tj_api, tj_worker;
--> statement-breakpoint
-- Grants know no rows: a review may be rewritten until it is handed in, and by nobody afterwards.
CREATE FUNCTION journal.refuse_change_of_submitted_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.submitted_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
    RAISE EXCEPTION 'a submitted review stays as it is' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER reviews_stay BEFORE UPDATE ON journal.reviews
FOR EACH ROW EXECUTE FUNCTION journal.refuse_change_of_submitted_review();
--> statement-breakpoint
CREATE FUNCTION journal.refuse_change_of_submitted_scores() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid[] := CASE TG_OP
    WHEN 'INSERT' THEN ARRAY[NEW.review_id]
    WHEN 'DELETE' THEN ARRAY[OLD.review_id]
    ELSE ARRAY[OLD.review_id, NEW.review_id] END;
BEGIN
  -- Locked first, so that handing in and a late save do not pass each other.
  IF EXISTS (SELECT FROM (SELECT submitted_at FROM journal.reviews WHERE id = ANY (touched) FOR SHARE) r
             WHERE r.submitted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the scores of a submitted review stay as they are' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER scores_stay BEFORE INSERT OR UPDATE OR DELETE ON journal.scores
FOR EACH ROW EXECUTE FUNCTION journal.refuse_change_of_submitted_scores();
