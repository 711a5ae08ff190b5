CREATE TABLE "identity"."file_covers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"match" text NOT NULL,
	"count" integer NOT NULL,
	"excerpts" jsonb NOT NULL,
	"places" jsonb NOT NULL,
	"is_one_place" boolean NOT NULL,
	"covered_at" timestamp (3) with time zone NOT NULL,
	"covered_by" text NOT NULL,
	CONSTRAINT "file_covers_kind" CHECK ("identity"."file_covers"."kind" in ('known_name', 'known_email', 'known_orcid', 'known_affiliation', 'unlisted_author', 'possible_name', 'possible_institution', 'email', 'self_citation', 'acknowledgements', 'funding', 'hidden_text', 'survivor_name', 'survivor_date', 'survivor_number', 'survivor_phone', 'survivor_address', 'survivor_coordinates', 'survivor_vehicle', 'survivor_relative', 'name_left', 'unreadable_text')),
	CONSTRAINT "file_covers_covered_by" CHECK ("identity"."file_covers"."covered_by" in ('author', 'editor'))
);
--> statement-breakpoint
ALTER TABLE "identity"."file_findings" ADD COLUMN "places" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "file_covers_file" ON "identity"."file_covers" USING btree ("file_id","covered_at");
--> statement-breakpoint
-- Covering a line takes it out of the report, and taking the cover back puts it in again, until the worker has made both anew.
GRANT SELECT, INSERT, DELETE ON identity.file_covers TO tj_api;
--> statement-breakpoint
GRANT INSERT, DELETE, UPDATE (count, excerpts, places) ON identity.file_findings TO tj_api;
--> statement-breakpoint
GRANT SELECT ON identity.file_covers TO tj_worker;
