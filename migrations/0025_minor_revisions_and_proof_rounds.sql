CREATE TABLE "journal"."proof_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"approved" boolean NOT NULL,
	"comment" text NOT NULL,
	"answered_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "proof_answers_say" CHECK ("journal"."proof_answers"."approved" or "journal"."proof_answers"."comment" <> '')
);
--> statement-breakpoint
CREATE TABLE "journal"."proofs" (
	"submission_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"galley_sha256" text,
	"galley_stored_at" timestamp (3) with time zone,
	CONSTRAINT "proofs_submission_id_number_pk" PRIMARY KEY("submission_id","number")
);
--> statement-breakpoint
ALTER TABLE "journal"."submissions" DROP CONSTRAINT "submissions_status";--> statement-breakpoint
ALTER TABLE "journal"."proof_answers" ADD CONSTRAINT "proof_answers_of_proofs" FOREIGN KEY ("submission_id","number") REFERENCES "journal"."proofs"("submission_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."proofs" ADD CONSTRAINT "proofs_submission_id_productions_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."productions"("submission_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proof_answers_proofs" ON "journal"."proof_answers" USING btree ("submission_id","number","answered_at");--> statement-breakpoint
-- What authors answered so far becomes the first round of proofs. Its galley was not written down.
INSERT INTO journal.proofs (submission_id, number, sent_at)
SELECT p.submission_id, 1, coalesce(p.proofs_approved_at, p.step_since) FROM journal.productions p
WHERE p.step <> 'copyediting' OR p.proofs_approved_at IS NOT NULL OR p.proofs_comment <> '';
--> statement-breakpoint
INSERT INTO journal.proof_answers (id, submission_id, number, approved, comment, answered_at)
SELECT gen_random_uuid(), p.submission_id, 1, p.proofs_approved_at IS NOT NULL, p.proofs_comment,
       coalesce(p.proofs_approved_at, p.step_since)
FROM journal.productions p
WHERE p.proofs_approved_at IS NOT NULL OR p.proofs_comment <> '';
--> statement-breakpoint
UPDATE journal.submissions s SET
  attention_act = CASE a.approved WHEN true THEN 'finish_proofs' WHEN false THEN 'correct_proofs' ELSE 'chase_proofs' END,
  attention_at = CASE WHEN a.approved IS NULL THEN s.attention_at + interval '7 days' ELSE a.answered_at END
FROM journal.proofs p LEFT JOIN journal.proof_answers a ON a.submission_id = p.submission_id
WHERE p.submission_id = s.id AND s.attention_act = 'approve_proofs';
--> statement-breakpoint
GRANT SELECT, INSERT ON journal.proofs, journal.proof_answers TO tj_api;
--> statement-breakpoint
GRANT SELECT ON journal.proofs, journal.proof_answers TO tj_worker;
--> statement-breakpoint
ALTER TABLE "journal"."productions" DROP COLUMN "proofs_approved_at";--> statement-breakpoint
ALTER TABLE "journal"."productions" DROP COLUMN "proofs_comment";--> statement-breakpoint
ALTER TABLE "journal"."submissions" ADD CONSTRAINT "submissions_status" CHECK ("journal"."submissions"."status" in ('draft', 'submitted', 'returned', 'in_review', 'revising', 'revised', 'accepted', 'in_production', 'published', 'declined', 'withdrawn'));
--> statement-breakpoint
-- As before, and a revision that is back with its editor is somebody's work too.
CREATE OR REPLACE VIEW identity.overseers AS
SELECT s.id AS submission_id, a.id AS account_id
FROM journal.submissions s
CROSS JOIN identity.accounts a
WHERE s.submitted_at IS NOT NULL
  AND s.status IN ('submitted', 'returned', 'in_review', 'revising', 'revised', 'accepted', 'in_production')
  AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
  AND a.id IN (SELECT account_id FROM identity.account_roles WHERE role IN ('editor', 'section_editor'))
  AND (EXISTS (SELECT FROM identity.account_roles r WHERE r.account_id = a.id AND r.role = 'editor')
    OR EXISTS (SELECT FROM identity.handling h WHERE h.submission_id = s.id AND h.account_id = a.id)
    OR EXISTS (SELECT FROM identity.call_editors g WHERE g.call_id = s.call_id AND g.account_id = a.id))
  AND NOT EXISTS (SELECT FROM identity.walls w WHERE w.submission_id = s.id AND w.account_id = a.id);
