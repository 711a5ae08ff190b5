CREATE TABLE "journal"."file_copies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"n" integer DEFAULT 0 NOT NULL,
	"media_type" text NOT NULL,
	"extension" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "file_copies_storage_key_unique" UNIQUE("storage_key"),
	CONSTRAINT "file_copies_kind" UNIQUE("file_id","kind","n"),
	CONSTRAINT "file_copies_kinds" CHECK ("journal"."file_copies"."kind" in ('converted', 'clean', 'pdf', 'page', 'view', 'reading')),
	CONSTRAINT "file_copies_sha256" CHECK ("journal"."file_copies"."sha256" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "identity"."file_findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"match" text NOT NULL,
	"excerpt" text NOT NULL,
	"page" integer,
	"section" text,
	"count" integer DEFAULT 1 NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"confirmed_by" text,
	CONSTRAINT "file_findings_kind" CHECK ("identity"."file_findings"."kind" in ('known_name', 'known_email', 'known_orcid', 'known_affiliation', 'possible_name', 'possible_institution', 'email', 'self_citation', 'acknowledgements', 'funding', 'hidden_text', 'survivor_name', 'survivor_date', 'survivor_number', 'survivor_phone', 'survivor_address', 'survivor_coordinates', 'survivor_vehicle', 'survivor_relative')),
	CONSTRAINT "file_findings_confirmed_by" CHECK ("identity"."file_findings"."confirmed_by" in ('author', 'editor')),
	CONSTRAINT "file_findings_confirmed" CHECK (("identity"."file_findings"."confirmed_at" is null) = ("identity"."file_findings"."confirmed_by" is null))
);
--> statement-breakpoint
CREATE TABLE "identity"."file_readings" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"harvested" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"guess" jsonb DEFAULT '{"title":null,"abstract":null,"keywords":[],"authors":[]}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journal"."preparation_steps" (
	"file_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"tool" text NOT NULL,
	"skipped" boolean NOT NULL,
	"ms" integer NOT NULL,
	"done_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "preparation_steps_file_id_stage_pk" PRIMARY KEY("file_id","stage"),
	CONSTRAINT "preparation_steps_stage" CHECK ("journal"."preparation_steps"."stage" in ('guard', 'scan', 'convert', 'clean', 'render', 'meter', 'read', 'report'))
);
--> statement-breakpoint
CREATE TABLE "journal"."preparations" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'preparing' NOT NULL,
	"stage" text DEFAULT 'guard' NOT NULL,
	"reason" text,
	"notes" text[] DEFAULT '{}' NOT NULL,
	"removed" text[] DEFAULT '{}' NOT NULL,
	"words" integer,
	"pages" integer,
	"language" text,
	"sections" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"references" integer,
	"reported_for" text,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "preparations_state" CHECK ("journal"."preparations"."state" in ('preparing', 'ready', 'held', 'refused')),
	CONSTRAINT "preparations_stage" CHECK ("journal"."preparations"."stage" in ('guard', 'scan', 'convert', 'clean', 'render', 'meter', 'read', 'report')),
	CONSTRAINT "preparations_reason" CHECK (("journal"."preparations"."state" in ('held', 'refused')) = ("journal"."preparations"."reason" is not null)),
	CONSTRAINT "preparations_ended" CHECK (("journal"."preparations"."state" = 'preparing') = ("journal"."preparations"."ended_at" is null))
);
--> statement-breakpoint
ALTER TABLE "journal"."file_copies" ADD CONSTRAINT "file_copies_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "journal"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."preparation_steps" ADD CONSTRAINT "preparation_steps_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "journal"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."preparations" ADD CONSTRAINT "preparations_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "journal"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_findings_file" ON "identity"."file_findings" USING btree ("file_id","position");--> statement-breakpoint
CREATE INDEX "preparations_open" ON "journal"."preparations" USING btree ("begun_at") WHERE "journal"."preparations"."state" = 'preparing';