ALTER TABLE "journal"."articles" ADD COLUMN "day_known" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."issues" ADD COLUMN "day_known" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE OR REPLACE VIEW published.issues AS
SELECT id, volume, number, year, title, summary, published_at, legacy_url, day_known FROM journal.issues WHERE status = 'published';
--> statement-breakpoint
CREATE OR REPLACE VIEW published.articles AS
SELECT id, number, issue_id, special_section_id, section_id, position, status, language, title, subtitle, abstract, keywords,
       key_points, content_note, doi, first_page, last_page, licence, licence_url, full_text, received_on, accepted_on,
       published_at, legacy_url, note, demonstration, day_known
FROM journal.articles WHERE published_at IS NOT NULL;
