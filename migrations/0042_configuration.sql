CREATE TABLE "journal"."configuration_changes" (
	"version" integer PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"changes" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identity"."unsent_texts" DROP CONSTRAINT "unsent_texts_act";--> statement-breakpoint
ALTER TABLE "journal"."review_forms" ADD COLUMN "replaced" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."settings" ADD COLUMN "version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "articles_section" ON "journal"."articles" USING btree ("section_id");--> statement-breakpoint
CREATE INDEX "versions_section" ON "journal"."versions" USING btree ("section_id");--> statement-breakpoint
ALTER TABLE "identity"."unsent_texts" ADD CONSTRAINT "unsent_texts_act" CHECK ("identity"."unsent_texts"."act" in ('decision', 'invitation', 'details', 'withdrawal', 'unchanged', 'proofs', 'refusal', 'late_review', 'article', 'call', 'call_copy', 'page', 'configuration', 'issue', 'special_section', 'profile', 'account'));--> statement-breakpoint
GRANT SELECT, INSERT ON journal.configuration_changes TO tj_api;--> statement-breakpoint
-- The questions that a reviewer has answered keep their wording: a changed form is a new version.
REVOKE UPDATE, DELETE ON journal.criteria, journal.review_forms FROM tj_api, tj_worker;--> statement-breakpoint
GRANT UPDATE (replaced) ON journal.review_forms TO tj_api;
