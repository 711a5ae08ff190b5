DROP INDEX "journal"."articles_published_at";--> statement-breakpoint
CREATE INDEX "calls_closing" ON "journal"."calls" USING btree (coalesce("closes_at", 'infinity')) WHERE "journal"."calls"."status" = 'published';--> statement-breakpoint
CREATE INDEX "calls_newest" ON "journal"."calls" USING btree ("published_at","id") WHERE "journal"."calls"."status" in ('published', 'closed');--> statement-breakpoint
CREATE INDEX "articles_newest" ON "journal"."articles" USING btree ("published_at","number");--> statement-breakpoint
CREATE INDEX "articles_old_id" ON "journal"."articles" USING btree (substring("legacy_url" from '/article/view/(\d+)$'));--> statement-breakpoint
CREATE INDEX "issues_newest" ON "journal"."issues" USING btree ("year","volume","number_order" collate "C","id");--> statement-breakpoint
CREATE INDEX "issues_latest" ON "journal"."issues" USING btree ("published_at","volume","number_order" collate "C") WHERE "journal"."issues"."status" = 'published';--> statement-breakpoint
CREATE INDEX "issues_old_id" ON "journal"."issues" USING btree (substring("legacy_url" from '/issue/view/(\d+)$'));--> statement-breakpoint
CREATE OR REPLACE VIEW published.articles AS
SELECT id, number, issue_id, special_section_id, section_id, position, status, language, title, subtitle, abstract, keywords,
       key_points, content_note, doi, first_page, last_page, licence, licence_url, full_text, received_on, accepted_on,
       published_at, legacy_url, note, demonstration, day_known, search, from_archive,
       substring(legacy_url from '/article/view/(\d+)$') AS old_id
FROM journal.articles WHERE published_at IS NOT NULL;--> statement-breakpoint
CREATE OR REPLACE VIEW published.issues AS
SELECT id, volume, number, year, title, summary, published_at, legacy_url, day_known, slug, number_order,
       substring(legacy_url from '/issue/view/(\d+)$') AS old_id
FROM journal.issues WHERE status = 'published';
