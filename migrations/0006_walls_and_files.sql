CREATE INDEX "contributors_address" ON "identity"."contributors" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sessions_invitation" ON "identity"."sessions" USING btree ("invitation_id");--> statement-breakpoint
CREATE INDEX "files_version" ON "journal"."files" USING btree ("version_id");