ALTER TABLE "journal"."proof_answers" ADD COLUMN "grace_ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journal"."proof_answers" ADD COLUMN "taken_back_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journal"."files" ADD COLUMN "discarded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journal"."files" ADD CONSTRAINT "files_discarded" CHECK ("journal"."files"."discarded_at" is null or "journal"."files"."removed_at" is not null);
--> statement-breakpoint
-- An approval can be taken back; nothing else of an answer ever changes.
GRANT UPDATE (taken_back_at) ON journal.proof_answers TO tj_api;
