ALTER TABLE "journal"."settings" ADD COLUMN "max_drafts" integer DEFAULT 50 NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."settings" ADD COLUMN "max_files_per_submission" integer DEFAULT 60 NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."settings" ADD COLUMN "max_bytes_per_person" bigint DEFAULT 2000000000 NOT NULL;--> statement-breakpoint
CREATE INDEX "file_origins_account" ON "identity"."file_origins" USING btree ("account_id");