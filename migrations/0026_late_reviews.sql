ALTER TABLE "journal"."invitations" ADD COLUMN "round_ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journal"."reviews" ADD COLUMN "late_at" timestamp (3) with time zone;
--> statement-breakpoint
-- As before, and when it was sent after its round had ended.
CREATE OR REPLACE VIEW reviewing.reviews WITH (security_barrier) AS
SELECT v.invitation_id, v.version, v.recommendation, v.to_author, v.to_editor, v.saved_at, v.submitted_at,
       coalesce((SELECT jsonb_object_agg(sc.criterion_id, sc.score) FROM journal.scores sc WHERE sc.review_id = v.id), '{}') AS scores,
       v.late_at
FROM journal.reviews v;
