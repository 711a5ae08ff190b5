CREATE TABLE "identity"."print_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"galley_id" uuid,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"match" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"excerpts" jsonb NOT NULL,
	"sought_for" text NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "print_findings_kind" CHECK ("identity"."print_findings"."kind" in ('known_name', 'known_email', 'known_orcid', 'known_affiliation', 'possible_name', 'possible_institution', 'email', 'self_citation', 'acknowledgements', 'funding', 'hidden_text', 'survivor_name', 'survivor_date', 'survivor_number', 'survivor_phone', 'survivor_address', 'survivor_coordinates', 'survivor_vehicle', 'survivor_relative', 'name_left'))
);
--> statement-breakpoint
ALTER TABLE "journal"."galleys" DROP CONSTRAINT "galleys_bytes";--> statement-breakpoint
ALTER TABLE "journal"."galleys" ALTER COLUMN "bytes" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ALTER COLUMN "sha256" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ALTER COLUMN "storage_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD COLUMN "received_bytes" bigint;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD COLUMN "received_sha256" text;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD COLUMN "received_key" text;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD COLUMN "state" text DEFAULT 'preparing' NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD COLUMN "notes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD COLUMN "removed" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD COLUMN "begun_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD COLUMN "made_for" text;--> statement-breakpoint
-- What came before galleys were cleaned is prepared now; until then readers get nothing of it.
UPDATE "journal"."galleys" SET "received_bytes" = "bytes", "received_sha256" = "sha256", "received_key" = "storage_key",
  "begun_at" = "stored_at", "bytes" = null, "sha256" = null, "storage_key" = null;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ALTER COLUMN "received_bytes" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ALTER COLUMN "received_sha256" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ALTER COLUMN "received_key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ALTER COLUMN "begun_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "print_findings_article" ON "identity"."print_findings" USING btree ("article_id","position");--> statement-breakpoint
CREATE INDEX "galleys_open" ON "journal"."galleys" USING btree ("begun_at") WHERE "journal"."galleys"."state" = 'preparing';--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD CONSTRAINT "galleys_received_key_unique" UNIQUE("received_key");--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD CONSTRAINT "galleys_state" CHECK ("journal"."galleys"."state" in ('preparing', 'ready', 'held', 'refused'));--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD CONSTRAINT "galleys_reason" CHECK (("journal"."galleys"."state" in ('held', 'refused')) = ("journal"."galleys"."reason" is not null));--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD CONSTRAINT "galleys_copy" CHECK (("journal"."galleys"."state" = 'ready') = ("journal"."galleys"."storage_key" is not null) and ("journal"."galleys"."storage_key" is null) = ("journal"."galleys"."sha256" is null)
          and ("journal"."galleys"."storage_key" is null) = ("journal"."galleys"."bytes" is null));--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD CONSTRAINT "galleys_bytes" CHECK ("journal"."galleys"."received_bytes" > 0);--> statement-breakpoint
-- Readers get the copy that was made for them, never what was uploaded.
CREATE OR REPLACE VIEW published.galleys AS
SELECT g.id, g.article_id, g.kind, g.media_type, g.bytes, g.sha256, g.storage_key
FROM journal.galleys g JOIN journal.articles a ON a.id = g.article_id AND a.published_at IS NOT NULL
WHERE g.storage_key IS NOT NULL;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.print_findings TO tj_worker;
--> statement-breakpoint
-- The API shows what was found, writes down that an editor confirmed it, and takes it away with a galley that is replaced.
GRANT SELECT, DELETE ON identity.print_findings TO tj_api;
--> statement-breakpoint
GRANT UPDATE (confirmed_at) ON identity.print_findings TO tj_api;
