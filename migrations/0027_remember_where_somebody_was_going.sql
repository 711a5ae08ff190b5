ALTER TABLE "identity"."unsent_texts" DROP CONSTRAINT "unsent_texts_act";--> statement-breakpoint
ALTER TABLE "identity"."link_requests" ADD COLUMN "next" text;--> statement-breakpoint
ALTER TABLE "identity"."links" ADD COLUMN "next" text;--> statement-breakpoint
ALTER TABLE "identity"."registrations" ADD COLUMN "next" text;--> statement-breakpoint
ALTER TABLE "identity"."unsent_texts" ADD CONSTRAINT "unsent_texts_act" CHECK ("identity"."unsent_texts"."act" in ('decision', 'invitation', 'withdrawal', 'proofs', 'refusal', 'article', 'call', 'call_copy', 'page', 'issue', 'special_section', 'profile', 'account'));