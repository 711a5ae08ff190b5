CREATE TABLE "journal"."author_words" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"word" text NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "identity"."unsent_texts" DROP CONSTRAINT "unsent_texts_act";--> statement-breakpoint
ALTER TABLE "journal"."submissions" ADD COLUMN "content_returned" text;--> statement-breakpoint
ALTER TABLE "journal"."author_words" ADD CONSTRAINT "author_words_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "author_words_submission" ON "journal"."author_words" USING btree ("submission_id");--> statement-breakpoint
ALTER TABLE "identity"."unsent_texts" ADD CONSTRAINT "unsent_texts_act" CHECK ("identity"."unsent_texts"."act" in ('decision', 'invitation', 'details', 'withdrawal', 'unchanged', 'proofs', 'refusal', 'article', 'call', 'call_copy', 'page', 'issue', 'special_section', 'profile', 'account'));
--> statement-breakpoint
GRANT SELECT, INSERT ON journal.author_words TO tj_api;
