CREATE SCHEMA "identity";
--> statement-breakpoint
CREATE SCHEMA "journal";
--> statement-breakpoint
CREATE TABLE "identity"."account_roles" (
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "account_roles_account_id_role_pk" PRIMARY KEY("account_id","role")
);
--> statement-breakpoint
CREATE TABLE "identity"."accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text,
	"name" text NOT NULL,
	"affiliation" text DEFAULT '' NOT NULL,
	"country" text,
	"orcid" text,
	"locale" text DEFAULT 'en' NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"expertise" text[] DEFAULT '{}' NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	CONSTRAINT "accounts_email_unique" UNIQUE("email"),
	CONSTRAINT "accounts_email_folded" CHECK ("identity"."accounts"."email" = lower("identity"."accounts"."email"))
);
--> statement-breakpoint
CREATE TABLE "identity"."call_editors" (
	"call_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "call_editors_call_id_account_id_pk" PRIMARY KEY("call_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "identity"."contributors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"account_id" uuid,
	"name" text NOT NULL,
	"email" text,
	"affiliation" text DEFAULT '' NOT NULL,
	"country" text,
	"orcid" text,
	"corresponding" boolean DEFAULT false NOT NULL,
	"credit_roles" text[] DEFAULT '{}' NOT NULL,
	"byline" text DEFAULT 'name' NOT NULL,
	"pen_name" text,
	CONSTRAINT "contributors_place" UNIQUE("submission_id","position"),
	CONSTRAINT "contributors_pen_name" CHECK (("identity"."contributors"."byline" = 'pen_name') = ("identity"."contributors"."pen_name" is not null))
);
--> statement-breakpoint
CREATE TABLE "identity"."event_actors" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid,
	"invitation_id" uuid
);
--> statement-breakpoint
CREATE TABLE "identity"."file_origins" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"original_name" text NOT NULL,
	"account_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."handling" (
	"submission_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "handling_submission_id_account_id_pk" PRIMARY KEY("submission_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "identity"."idempotency" (
	"holder" text NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"reply" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_holder_key_pk" PRIMARY KEY("holder","key")
);
--> statement-breakpoint
CREATE TABLE "identity"."letters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"submission_id" uuid,
	"template" text NOT NULL,
	"account_id" uuid,
	"address" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"message_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"attempts" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "letters_message_id_unique" UNIQUE("message_id"),
	CONSTRAINT "letters_once" UNIQUE("event_id","template","address"),
	CONSTRAINT "letters_one_line_subject" CHECK ("identity"."letters"."subject" !~ '[\r\n]')
);
--> statement-breakpoint
CREATE TABLE "identity"."links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"account_id" uuid,
	"invitation_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "links_one_target" CHECK (("identity"."links"."purpose" = 'invitation') = ("identity"."links"."invitation_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "identity"."rate_limits" (
	"key" text NOT NULL,
	"window_start" timestamp (3) with time zone NOT NULL,
	"hits" integer NOT NULL,
	CONSTRAINT "rate_limits_key_window_start_pk" PRIMARY KEY("key","window_start")
);
--> statement-breakpoint
CREATE TABLE "identity"."reviewers" (
	"invitation_id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"suggestion" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."sessions" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"account_id" uuid,
	"invitation_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sessions_one_holder" CHECK (("identity"."sessions"."account_id" is null) <> ("identity"."sessions"."invitation_id" is null))
);
--> statement-breakpoint
CREATE TABLE "identity"."submitters" (
	"submission_id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"cover_letter" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journal"."call_versions" (
	"call_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"body" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "call_versions_call_id_n_pk" PRIMARY KEY("call_id","n")
);
--> statement-breakpoint
CREATE TABLE "journal"."calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"section_id" uuid,
	"opens_at" timestamp (3) with time zone,
	"closes_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"cloned_from" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "calls_slug_unique" UNIQUE("slug"),
	CONSTRAINT "calls_status" CHECK ("journal"."calls"."status" in ('draft', 'published', 'closed')),
	CONSTRAINT "calls_published" CHECK ("journal"."calls"."status" = 'draft' or "journal"."calls"."published_at" is not null),
	CONSTRAINT "calls_window" CHECK ("journal"."calls"."opens_at" is null or "journal"."calls"."closes_at" is null or "journal"."calls"."opens_at" < "journal"."calls"."closes_at")
);
--> statement-breakpoint
CREATE TABLE "journal"."criteria" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"hint" text DEFAULT '' NOT NULL,
	"weight" numeric(5, 2) NOT NULL,
	"scale" text[] NOT NULL,
	"required" boolean DEFAULT true NOT NULL,
	CONSTRAINT "criteria_place" UNIQUE("form_id","position"),
	CONSTRAINT "criteria_weight" CHECK ("journal"."criteria"."weight" > 0),
	CONSTRAINT "criteria_scale" CHECK (cardinality("journal"."criteria"."scale") between 2 and 10)
);
--> statement-breakpoint
CREATE TABLE "journal"."decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"round_id" uuid,
	"kind" text NOT NULL,
	"letter" text DEFAULT '' NOT NULL,
	"status_before" text NOT NULL,
	"status_after" text NOT NULL,
	"since_before" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"grace_ends_at" timestamp (3) with time zone NOT NULL,
	"taken_back_at" timestamp (3) with time zone,
	"author_due_at" timestamp (3) with time zone,
	CONSTRAINT "decisions_kind" CHECK ("journal"."decisions"."kind" in ('return', 'send_to_review', 'minor_revision', 'major_revision', 'accept', 'decline', 'new_round', 'reopen')),
	CONSTRAINT "decisions_taken_back_in_grace" CHECK ("journal"."decisions"."taken_back_at" is null or "journal"."decisions"."taken_back_at" < "journal"."decisions"."grace_ends_at")
);
--> statement-breakpoint
CREATE TABLE "journal"."discussion_posts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"discussion_id" uuid NOT NULL,
	"speaker" text NOT NULL,
	"text" text NOT NULL,
	"posted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journal"."discussions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"audience" text NOT NULL,
	"subject" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "journal"."events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "journal"."events_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"type" text NOT NULL,
	"submission_ids" uuid[] DEFAULT '{}' NOT NULL,
	"payload" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"relayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "journal"."files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"version_id" uuid,
	"purpose" text NOT NULL,
	"media_type" text NOT NULL,
	"extension" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"stored_at" timestamp (3) with time zone NOT NULL,
	"released_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "files_storage_key_unique" UNIQUE("storage_key"),
	CONSTRAINT "files_purpose" CHECK ("journal"."files"."purpose" in ('manuscript', 'anonymous_copy', 'figure', 'supplement', 'response')),
	CONSTRAINT "files_sha256" CHECK ("journal"."files"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "files_bytes" CHECK ("journal"."files"."bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "journal"."invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"label" text NOT NULL,
	"status" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"invited_at" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"respond_by" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"reminded_at" timestamp (3) with time zone,
	"decline_reason" text,
	CONSTRAINT "invitations_status" CHECK ("journal"."invitations"."status" in ('reserve', 'invited', 'accepted', 'submitted', 'declined', 'expired', 'cancelled', 'withdrawn')),
	CONSTRAINT "invitations_sent" CHECK (("journal"."invitations"."status" = 'reserve') or "journal"."invitations"."invited_at" is not null or "journal"."invitations"."status" = 'cancelled')
);
--> statement-breakpoint
CREATE TABLE "journal"."productions" (
	"submission_id" uuid PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"step_since" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"proofs_approved_at" timestamp (3) with time zone,
	"proofs_comment" text DEFAULT '' NOT NULL,
	CONSTRAINT "productions_step" CHECK ("journal"."productions"."step" in ('copyediting', 'proofs', 'ready'))
);
--> statement-breakpoint
CREATE TABLE "journal"."review_forms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"guidance" text DEFAULT '' NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	CONSTRAINT "review_forms_version" UNIQUE("name","version")
);
--> statement-breakpoint
CREATE TABLE "journal"."reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invitation_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"recommendation" text,
	"to_author" text DEFAULT '' NOT NULL,
	"to_editor" text DEFAULT '' NOT NULL,
	"weighted" numeric(4, 1),
	"saved_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	CONSTRAINT "reviews_invitation_id_unique" UNIQUE("invitation_id"),
	CONSTRAINT "reviews_whole" CHECK ("journal"."reviews"."submitted_at" is null or ("journal"."reviews"."recommendation" is not null and "journal"."reviews"."to_author" <> ''))
);
--> statement-breakpoint
CREATE TABLE "journal"."rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"version_id" uuid NOT NULL,
	"form_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "rounds_n" UNIQUE("submission_id","n")
);
--> statement-breakpoint
CREATE TABLE "journal"."scores" (
	"review_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"score" smallint NOT NULL,
	CONSTRAINT "scores_review_id_criterion_id_pk" PRIMARY KEY("review_id","criterion_id"),
	CONSTRAINT "scores_from_one" CHECK ("journal"."scores"."score" between 1 and 10)
);
--> statement-breakpoint
CREATE TABLE "journal"."sections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"position" integer NOT NULL,
	"policy" text DEFAULT '' NOT NULL,
	"open_to_authors" boolean DEFAULT true NOT NULL,
	"reviewed" boolean DEFAULT true NOT NULL,
	"key_points_required" boolean DEFAULT false NOT NULL,
	"word_limit" integer,
	"abstract_limit" integer,
	"minimum_reviews" integer DEFAULT 2 NOT NULL,
	"form_id" uuid,
	"demonstration" boolean DEFAULT false NOT NULL,
	CONSTRAINT "sections_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "journal"."settings" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"title" text NOT NULL,
	"full_title" text NOT NULL,
	"issn" text NOT NULL,
	"publisher" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"contact" text DEFAULT '' NOT NULL,
	"licence" text NOT NULL,
	"licence_url" text NOT NULL,
	"time_zone" text DEFAULT 'Europe/Copenhagen' NOT NULL,
	"doi_prefix" text NOT NULL,
	"grace_minutes" integer DEFAULT 10 NOT NULL,
	"respond_days" integer NOT NULL,
	"review_days" integer NOT NULL,
	"revision_days" integer NOT NULL,
	"max_file_bytes" bigint DEFAULT 52428800 NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	CONSTRAINT "settings_one_row" CHECK ("journal"."settings"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "journal"."statements" (
	"submission_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "statements_submission_id_kind_pk" PRIMARY KEY("submission_id","kind")
);
--> statement-breakpoint
CREATE TABLE "journal"."submissions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reference" text NOT NULL,
	"call_id" uuid,
	"section_id" uuid,
	"status" text NOT NULL,
	"status_since" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"abstract" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	"key_points" text[] DEFAULT '{}' NOT NULL,
	"content_note" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"withdrawn_reason" text,
	"author_due_at" timestamp (3) with time zone,
	"attention_act" text,
	"attention_at" timestamp (3) with time zone,
	CONSTRAINT "submissions_reference_unique" UNIQUE("reference"),
	CONSTRAINT "submissions_status" CHECK ("journal"."submissions"."status" in ('draft', 'submitted', 'returned', 'in_review', 'revising', 'accepted', 'in_production', 'published', 'declined', 'withdrawn')),
	CONSTRAINT "submissions_submitted" CHECK ("journal"."submissions"."status" in ('draft', 'withdrawn') or "journal"."submissions"."submitted_at" is not null),
	CONSTRAINT "submissions_attention" CHECK (("journal"."submissions"."attention_act" is null) = ("journal"."submissions"."attention_at" is null)),
	CONSTRAINT "submissions_accepted" CHECK ("journal"."submissions"."status" not in ('accepted', 'in_production', 'published') or "journal"."submissions"."accepted_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "journal"."tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"job" text NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	"queued_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failed_at" timestamp (3) with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "journal"."versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"handed_in_at" timestamp (3) with time zone,
	"response" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "versions_n" UNIQUE("submission_id","n")
);
--> statement-breakpoint
CREATE TABLE "journal"."articles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" bigint NOT NULL,
	"submission_id" uuid,
	"issue_id" uuid,
	"special_section_id" uuid,
	"section_id" uuid,
	"position" integer DEFAULT 0 NOT NULL,
	"status" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"title" text NOT NULL,
	"subtitle" text,
	"abstract" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	"key_points" text[] DEFAULT '{}' NOT NULL,
	"content_note" text DEFAULT '' NOT NULL,
	"doi" text,
	"first_page" text,
	"last_page" text,
	"licence" text NOT NULL,
	"licence_url" text NOT NULL,
	"full_text" text,
	"received_on" timestamp (3) with time zone,
	"accepted_on" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"legacy_url" text,
	"note" text,
	"demonstration" boolean DEFAULT false NOT NULL,
	CONSTRAINT "articles_number_unique" UNIQUE("number"),
	CONSTRAINT "articles_submission_id_unique" UNIQUE("submission_id"),
	CONSTRAINT "articles_status" CHECK ("journal"."articles"."status" in ('assembling', 'published', 'corrected', 'retracted')),
	CONSTRAINT "articles_published" CHECK (("journal"."articles"."status" = 'assembling') = ("journal"."articles"."published_at" is null))
);
--> statement-breakpoint
CREATE TABLE "journal"."bylines" (
	"article_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	"affiliation" text DEFAULT '' NOT NULL,
	"orcid" text,
	"corresponding" boolean DEFAULT false NOT NULL,
	CONSTRAINT "bylines_place" UNIQUE("article_id","position")
);
--> statement-breakpoint
CREATE TABLE "journal"."galleys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"storage_key" text NOT NULL,
	"stored_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "galleys_storage_key_unique" UNIQUE("storage_key"),
	CONSTRAINT "galleys_kind" UNIQUE("article_id","kind"),
	CONSTRAINT "galleys_bytes" CHECK ("journal"."galleys"."bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "journal"."issues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"volume" integer NOT NULL,
	"number" text NOT NULL,
	"year" integer NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"publish_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone,
	"legacy_url" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "issues_number" UNIQUE("volume","number"),
	CONSTRAINT "issues_status" CHECK ("journal"."issues"."status" in ('assembling', 'scheduled', 'published')),
	CONSTRAINT "issues_published" CHECK (("journal"."issues"."status" = 'published') = ("journal"."issues"."published_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "journal"."special_sections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"issue_id" uuid NOT NULL,
	"call_id" uuid,
	"title" text NOT NULL,
	"guest_editors" text[] DEFAULT '{}' NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "special_sections_place" UNIQUE("issue_id","position")
);
--> statement-breakpoint
ALTER TABLE "identity"."account_roles" ADD CONSTRAINT "account_roles_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."call_editors" ADD CONSTRAINT "call_editors_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."contributors" ADD CONSTRAINT "contributors_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."event_actors" ADD CONSTRAINT "event_actors_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."file_origins" ADD CONSTRAINT "file_origins_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."handling" ADD CONSTRAINT "handling_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."letters" ADD CONSTRAINT "letters_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."links" ADD CONSTRAINT "links_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."reviewers" ADD CONSTRAINT "reviewers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."submitters" ADD CONSTRAINT "submitters_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."call_versions" ADD CONSTRAINT "call_versions_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "journal"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."calls" ADD CONSTRAINT "calls_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "journal"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."criteria" ADD CONSTRAINT "criteria_form_id_review_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "journal"."review_forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."decisions" ADD CONSTRAINT "decisions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."decisions" ADD CONSTRAINT "decisions_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "journal"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."discussion_posts" ADD CONSTRAINT "discussion_posts_discussion_id_discussions_id_fk" FOREIGN KEY ("discussion_id") REFERENCES "journal"."discussions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."discussions" ADD CONSTRAINT "discussions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."files" ADD CONSTRAINT "files_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."files" ADD CONSTRAINT "files_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "journal"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."invitations" ADD CONSTRAINT "invitations_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."invitations" ADD CONSTRAINT "invitations_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "journal"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."productions" ADD CONSTRAINT "productions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."reviews" ADD CONSTRAINT "reviews_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "journal"."invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."rounds" ADD CONSTRAINT "rounds_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."rounds" ADD CONSTRAINT "rounds_version_id_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "journal"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."rounds" ADD CONSTRAINT "rounds_form_id_review_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "journal"."review_forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."scores" ADD CONSTRAINT "scores_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "journal"."reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."scores" ADD CONSTRAINT "scores_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "journal"."criteria"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."sections" ADD CONSTRAINT "sections_form_id_review_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "journal"."review_forms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."statements" ADD CONSTRAINT "statements_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."submissions" ADD CONSTRAINT "submissions_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "journal"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."submissions" ADD CONSTRAINT "submissions_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "journal"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."tasks" ADD CONSTRAINT "tasks_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "journal"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."versions" ADD CONSTRAINT "versions_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."articles" ADD CONSTRAINT "articles_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "journal"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."articles" ADD CONSTRAINT "articles_issue_id_issues_id_fk" FOREIGN KEY ("issue_id") REFERENCES "journal"."issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."articles" ADD CONSTRAINT "articles_special_section_id_special_sections_id_fk" FOREIGN KEY ("special_section_id") REFERENCES "journal"."special_sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."articles" ADD CONSTRAINT "articles_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "journal"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."bylines" ADD CONSTRAINT "bylines_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "journal"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."galleys" ADD CONSTRAINT "galleys_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "journal"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."special_sections" ADD CONSTRAINT "special_sections_issue_id_issues_id_fk" FOREIGN KEY ("issue_id") REFERENCES "journal"."issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal"."special_sections" ADD CONSTRAINT "special_sections_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "journal"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_roles_role" ON "identity"."account_roles" USING btree ("role");--> statement-breakpoint
CREATE INDEX "handling_account" ON "identity"."handling" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "letters_submission" ON "identity"."letters" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "links_invitation" ON "identity"."links" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "reviewers_account" ON "identity"."reviewers" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "reviewers_submission" ON "identity"."reviewers" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "identity"."sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "identity"."sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "submitters_account" ON "identity"."submitters" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "decisions_submission" ON "journal"."decisions" USING btree ("submission_id","decided_at");--> statement-breakpoint
CREATE INDEX "discussion_posts_discussion" ON "journal"."discussion_posts" USING btree ("discussion_id","posted_at");--> statement-breakpoint
CREATE INDEX "events_seq" ON "journal"."events" USING btree ("seq");--> statement-breakpoint
CREATE INDEX "events_unrelayed" ON "journal"."events" USING btree ("seq") WHERE "journal"."events"."relayed_at" is null;--> statement-breakpoint
CREATE INDEX "events_submissions" ON "journal"."events" USING gin ("submission_ids");--> statement-breakpoint
CREATE INDEX "files_submission" ON "journal"."files" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "invitations_round" ON "journal"."invitations" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "invitations_submission" ON "journal"."invitations" USING btree ("submission_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rounds_one_open" ON "journal"."rounds" USING btree ("submission_id") WHERE "journal"."rounds"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "submissions_attention_at" ON "journal"."submissions" USING btree ("attention_at") WHERE "journal"."submissions"."attention_at" is not null;--> statement-breakpoint
CREATE INDEX "submissions_status_since" ON "journal"."submissions" USING btree ("status","status_since");--> statement-breakpoint
CREATE INDEX "submissions_submitted_at" ON "journal"."submissions" USING btree ("submitted_at");--> statement-breakpoint
CREATE INDEX "submissions_call" ON "journal"."submissions" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "submissions_title" ON "journal"."submissions" USING gin (to_tsvector('simple', "title"));--> statement-breakpoint
CREATE INDEX "tasks_open" ON "journal"."tasks" USING btree ("run_at") WHERE "journal"."tasks"."done_at" is null and "journal"."tasks"."failed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "versions_one_open" ON "journal"."versions" USING btree ("submission_id") WHERE "journal"."versions"."handed_in_at" is null;--> statement-breakpoint
CREATE INDEX "articles_issue" ON "journal"."articles" USING btree ("issue_id","position");--> statement-breakpoint
CREATE INDEX "articles_published_at" ON "journal"."articles" USING btree ("published_at");--> statement-breakpoint
CREATE INDEX "articles_search" ON "journal"."articles" USING gin (to_tsvector('simple', "title" || ' ' || coalesce("subtitle", '')));--> statement-breakpoint
CREATE INDEX "bylines_article" ON "journal"."bylines" USING btree ("article_id");