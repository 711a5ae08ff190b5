ALTER TABLE "identity"."file_findings" ADD COLUMN "excerpts" jsonb;--> statement-breakpoint
UPDATE "identity"."file_findings" SET "excerpts" = jsonb_build_array(
  jsonb_build_object('place', 'text', 'text', "excerpt", 'page', "page", 'section', "section"));--> statement-breakpoint
ALTER TABLE "identity"."file_findings" ALTER COLUMN "excerpts" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."file_findings" DROP COLUMN "excerpt";--> statement-breakpoint
ALTER TABLE "identity"."file_findings" DROP COLUMN "page";--> statement-breakpoint
ALTER TABLE "identity"."file_findings" DROP COLUMN "section";
