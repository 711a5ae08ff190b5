CREATE TABLE "identity"."uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"account_id" uuid NOT NULL,
	"storage_key" text NOT NULL,
	"multipart_id" text NOT NULL,
	"tail_key" text NOT NULL,
	"bytes_expected" bigint NOT NULL,
	"parts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"tail_bytes" integer DEFAULT 0 NOT NULL,
	"fingerprint" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"file_id" uuid,
	CONSTRAINT "uploads_storage_key_unique" UNIQUE("storage_key"),
	CONSTRAINT "uploads_tail_key_unique" UNIQUE("tail_key"),
	CONSTRAINT "uploads_finished_as_a_file" CHECK (("identity"."uploads"."finished_at" is null) = ("identity"."uploads"."file_id" is null))
);
--> statement-breakpoint
ALTER TABLE "identity"."uploads" ADD CONSTRAINT "uploads_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "uploads_unfinished" ON "identity"."uploads" USING btree ("account_id") WHERE "identity"."uploads"."finished_at" is null;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.uploads TO tj_api;
--> statement-breakpoint
-- The sweep gives up what nobody has sent to for a week.
GRANT SELECT, DELETE ON identity.uploads TO tj_worker;
