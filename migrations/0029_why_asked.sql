ALTER TABLE "identity"."reviewers" ADD COLUMN "why" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."reviewers" ADD COLUMN "asked_by" uuid;--> statement-breakpoint
ALTER TABLE "identity"."reviewers" ADD CONSTRAINT "reviewers_asked_by_accounts_id_fk" FOREIGN KEY ("asked_by") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
UPDATE identity.reviewers r SET asked_by = (
  SELECT a.account_id FROM journal.events e JOIN identity.event_actors a ON a.event_id = e.id
  WHERE e.submission_ids @> ARRAY[r.submission_id] AND e.type IN ('invitation.sent', 'invitation.reserved')
    AND e.payload->>'invitationId' = r.invitation_id::text AND a.account_id IS NOT NULL
  ORDER BY e.at DESC LIMIT 1);
--> statement-breakpoint
-- By which number the author knows a review, in every letter and round: reviewers of the first round by their label, then those who came
-- later. A round about which the author got no letter counts for nothing: a gap would tell of it.
CREATE VIEW journal.review_numbers AS
SELECT submission_id, label, row_number() OVER (PARTITION BY submission_id ORDER BY first_round, label)::int AS n
FROM (SELECT i.submission_id, i.label, min(r.n) AS first_round
      FROM journal.invitations i JOIN journal.rounds r ON r.id = i.round_id
      WHERE i.status = 'submitted' AND (r.closed_at IS NULL OR EXISTS (
        SELECT FROM journal.decisions d WHERE d.round_id = r.id AND d.taken_back_at IS NULL AND d.letter <> ''))
      GROUP BY i.submission_id, i.label) told;
--> statement-breakpoint
GRANT SELECT ON journal.review_numbers TO tj_api, tj_worker;
