ALTER TABLE "identity"."accounts" ALTER COLUMN "locale" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "identity"."accounts" ALTER COLUMN "locale" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."registrations" ADD COLUMN "locale" text;--> statement-breakpoint
-- Every account had the default, "en"; nobody had chosen it.
UPDATE "identity"."accounts" SET "locale" = NULL;
