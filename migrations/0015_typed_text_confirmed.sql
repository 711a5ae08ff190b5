CREATE TABLE "identity"."text_confirmations" (
	"submission_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone NOT NULL,
	"confirmed_by" text NOT NULL,
	CONSTRAINT "text_confirmations_submission_id_mark_pk" PRIMARY KEY("submission_id","mark"),
	CONSTRAINT "text_confirmations_by" CHECK ("identity"."text_confirmations"."confirmed_by" in ('author', 'reviewer', 'editor'))
);

--> statement-breakpoint
-- Written once: who has looked at a place has looked at it. The worker asks before it invites the next in line.
GRANT SELECT, INSERT ON identity.text_confirmations TO tj_api;
--> statement-breakpoint
GRANT SELECT ON identity.text_confirmations TO tj_worker;
