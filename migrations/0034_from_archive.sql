ALTER TABLE "journal"."articles" ADD COLUMN "from_archive" boolean GENERATED ALWAYS AS (submission_id is null) STORED;--> statement-breakpoint
CREATE OR REPLACE VIEW published.articles AS
SELECT id, number, issue_id, special_section_id, section_id, position, status, language, title, subtitle, abstract, keywords,
       key_points, content_note, doi, first_page, last_page, licence, licence_url, full_text, received_on, accepted_on,
       published_at, legacy_url, note, demonstration, day_known, search, from_archive
FROM journal.articles WHERE published_at IS NOT NULL;
