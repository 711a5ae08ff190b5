CREATE TABLE "identity"."unsent_texts" (
	"account_id" uuid NOT NULL,
	"act" text NOT NULL,
	"subject" text NOT NULL,
	"content" text NOT NULL,
	"version" integer NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "unsent_texts_account_id_act_subject_pk" PRIMARY KEY("account_id","act","subject"),
	CONSTRAINT "unsent_texts_act" CHECK ("identity"."unsent_texts"."act" in ('decision', 'invitation', 'withdrawal', 'proofs', 'refusal', 'article', 'call', 'call_copy', 'issue', 'special_section', 'profile', 'account')),
	CONSTRAINT "unsent_texts_length" CHECK (char_length("identity"."unsent_texts"."content") <= 200000)
);
--> statement-breakpoint
ALTER TABLE "identity"."unsent_texts" ADD CONSTRAINT "unsent_texts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unsent_texts_age" ON "identity"."unsent_texts" USING btree ("saved_at");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.unsent_texts TO tj_api;
--> statement-breakpoint
-- The worker forgets what nobody came back to.
GRANT SELECT, DELETE ON identity.unsent_texts TO tj_worker;
