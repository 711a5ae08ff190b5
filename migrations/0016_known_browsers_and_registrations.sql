CREATE TABLE "identity"."known_browsers" (
	"browser_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "known_browsers_browser_id_account_id_pk" PRIMARY KEY("browser_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "identity"."link_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."registrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"affiliation" text NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "identity"."throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"hits" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"blocked_until" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "identity"."links" ADD COLUMN "registration_id" uuid;--> statement-breakpoint
ALTER TABLE "identity"."known_browsers" ADD CONSTRAINT "known_browsers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "known_browsers_account" ON "identity"."known_browsers" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "registrations_email" ON "identity"."registrations" USING btree ("email");--> statement-breakpoint
CREATE INDEX "events_roles" ON "journal"."events" USING btree ("seq") WHERE "journal"."events"."type" in ('account.roles_changed', 'account.invited');--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.known_browsers, identity.link_requests, identity.registrations, identity.throttles TO tj_api;
--> statement-breakpoint
-- The worker finds out whether an address is known, and forgets what is over.
GRANT SELECT, UPDATE, DELETE ON identity.known_browsers, identity.link_requests, identity.registrations, identity.throttles TO tj_worker;
--> statement-breakpoint
-- Whoever registered an address before it was confirmed may have been anybody: neither their name nor their password counts.
UPDATE identity.accounts SET name = split_part(email, '@', 1), affiliation = '', password_hash = NULL
WHERE confirmed_at IS NULL AND password_hash IS NOT NULL;
