CREATE TABLE "journal"."detail_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"changes" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identity"."unsent_texts" DROP CONSTRAINT "unsent_texts_act";--> statement-breakpoint
ALTER TABLE "journal"."invitations" ADD COLUMN "title_at_end" text;--> statement-breakpoint
ALTER TABLE "journal"."detail_changes" ADD CONSTRAINT "detail_changes_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "detail_changes_submission" ON "journal"."detail_changes" USING btree ("submission_id");--> statement-breakpoint
ALTER TABLE "identity"."unsent_texts" ADD CONSTRAINT "unsent_texts_act" CHECK ("identity"."unsent_texts"."act" in ('decision', 'invitation', 'details', 'withdrawal', 'proofs', 'refusal', 'article', 'call', 'call_copy', 'page', 'issue', 'special_section', 'profile', 'account'));
--> statement-breakpoint
GRANT SELECT, INSERT ON journal.detail_changes TO tj_api;
--> statement-breakpoint
-- As before, and whose invitation has ended reads the title they knew.
CREATE OR REPLACE VIEW reviewing.invitations WITH (security_barrier) AS
SELECT i.id, i.label, i.status, i.invited_at, i.respond_by, i.due_at, r.n AS round,
       CASE WHEN live.it THEN coalesce(v.title, '') ELSE coalesce(i.title_at_end, v.title, '') END AS title,
       CASE WHEN live.it THEN coalesce(v.abstract, '{}') ELSE '{}' END AS abstract,
       CASE WHEN live.it THEN coalesce(v.keywords, '{}') ELSE '{}' END AS keywords,
       coalesce(v.language, 'en') AS language,
       CASE WHEN live.it THEN coalesce(v.content_note, '') ELSE '' END AS content_note,
       sec.title AS section_title, cv.title AS call_title
FROM journal.invitations i
CROSS JOIN LATERAL (SELECT i.status IN ('invited', 'accepted', 'submitted') AS it) live
JOIN journal.rounds r ON r.id = i.round_id
JOIN journal.versions v ON v.id = r.version_id
JOIN journal.submissions s ON s.id = i.submission_id
LEFT JOIN journal.sections sec ON sec.id = v.section_id
LEFT JOIN journal.calls c ON c.id = s.call_id
LEFT JOIN journal.call_versions cv ON cv.call_id = c.id AND cv.n = c.version
WHERE i.status <> 'reserve' AND i.invited_at IS NOT NULL;
