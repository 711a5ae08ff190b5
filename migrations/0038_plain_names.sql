ALTER TABLE "journal"."preparation_steps" DROP CONSTRAINT "preparation_steps_stage";--> statement-breakpoint
ALTER TABLE "journal"."preparations" DROP CONSTRAINT "preparations_stage";--> statement-breakpoint
ALTER TABLE "journal"."invitations" DROP CONSTRAINT "invitations_status";--> statement-breakpoint
ALTER TABLE "journal"."invitations" DROP CONSTRAINT "invitations_sent";--> statement-breakpoint
UPDATE "journal"."preparation_steps" SET "stage" = 'scan_names' WHERE "stage" = 'meter';--> statement-breakpoint
UPDATE "journal"."preparations" SET "stage" = 'scan_names' WHERE "stage" = 'meter';--> statement-breakpoint
UPDATE "journal"."invitations" SET "status" = 'alternate' WHERE "status" = 'reserve';--> statement-breakpoint
ALTER TABLE "journal"."preparation_steps" ADD CONSTRAINT "preparation_steps_stage" CHECK ("journal"."preparation_steps"."stage" in ('guard', 'scan', 'convert', 'clean', 'render', 'scan_names', 'read', 'report'));--> statement-breakpoint
ALTER TABLE "journal"."preparations" ADD CONSTRAINT "preparations_stage" CHECK ("journal"."preparations"."stage" in ('guard', 'scan', 'convert', 'clean', 'render', 'scan_names', 'read', 'report'));--> statement-breakpoint
ALTER TABLE "journal"."invitations" ADD CONSTRAINT "invitations_status" CHECK ("journal"."invitations"."status" in ('alternate', 'invited', 'accepted', 'submitted', 'declined', 'expired', 'cancelled', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "journal"."invitations" ADD CONSTRAINT "invitations_sent" CHECK (("journal"."invitations"."status" = 'alternate') or "journal"."invitations"."invited_at" is not null or "journal"."invitations"."status" = 'cancelled');--> statement-breakpoint
ALTER TABLE "identity"."file_readings" RENAME COLUMN "hits" TO "matches";--> statement-breakpoint
UPDATE "journal"."tasks" SET "job" = 'promote-alternate', "id" = replace("id", '.promote-reserve', '.promote-alternate') WHERE "job" = 'promote-reserve';--> statement-breakpoint
ALTER TABLE "journal"."submissions" RENAME COLUMN "attention_act" TO "next_action";--> statement-breakpoint
ALTER TABLE "journal"."submissions" RENAME COLUMN "attention_at" TO "next_action_at";--> statement-breakpoint
ALTER TABLE "journal"."submissions" RENAME CONSTRAINT "submissions_attention" TO "submissions_next_action";--> statement-breakpoint
ALTER INDEX "journal"."submissions_attention_at" RENAME TO "submissions_next_action_at";--> statement-breakpoint
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
WHERE i.status <> 'alternate' AND i.invited_at IS NOT NULL;
