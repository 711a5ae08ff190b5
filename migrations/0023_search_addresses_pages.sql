CREATE TABLE "journal"."page_versions" (
	"page_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"first_text" boolean NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "page_versions_page_id_number_pk" PRIMARY KEY("page_id","number")
);
--> statement-breakpoint
CREATE TABLE "journal"."pages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"position" integer NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "pages_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
DROP INDEX "journal"."submissions_title";--> statement-breakpoint
DROP INDEX "journal"."articles_search";--> statement-breakpoint
ALTER TABLE "journal"."articles" ADD COLUMN "search" "tsvector" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."articles" ADD COLUMN "search_of" text DEFAULT md5('') NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."bylines" ADD COLUMN "sort_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."issues" ADD COLUMN "slug" text;--> statement-breakpoint
-- As slugOfIssue (server/domain/issue.ts) makes it, for the numbers there are: where two are alike the older keeps the plain one.
UPDATE "journal"."issues" SET "slug" = made.slug || CASE WHEN made.nth = 1 THEN '' ELSE '-' || made.nth END
FROM (SELECT id, slug, row_number() OVER (PARTITION BY volume, slug ORDER BY created_at, id) AS nth
      FROM (SELECT id, volume, created_at,
                   coalesce(nullif(trim(BOTH '-' FROM regexp_replace(lower(number), '[^a-z0-9]+', '-', 'g')), ''), 'issue') AS slug
            FROM "journal"."issues") alike) made
WHERE made.id = "journal"."issues".id;--> statement-breakpoint
ALTER TABLE "journal"."issues" ALTER COLUMN "slug" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."issues" ADD COLUMN "number_order" text GENERATED ALWAYS AS (regexp_replace(regexp_replace(number, '(\d+)', '0000000000\1', 'g'), '0*(\d{10})(?!\d)', '\1', 'g')) STORED;--> statement-breakpoint
ALTER TABLE "journal"."submissions" ADD COLUMN "search" "tsvector" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."submissions" ADD COLUMN "search_of" text DEFAULT md5('') NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."page_versions" ADD CONSTRAINT "page_versions_page_id_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "journal"."pages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "articles_search_stale" ON "journal"."articles" USING btree ("id") WHERE search_of <> md5(title || E'\n' || coalesce(subtitle, ''));--> statement-breakpoint
CREATE INDEX "submissions_search" ON "journal"."submissions" USING gin ("search");--> statement-breakpoint
CREATE INDEX "submissions_search_stale" ON "journal"."submissions" USING btree ("id") WHERE search_of <> md5(title);--> statement-breakpoint
CREATE INDEX "articles_search" ON "journal"."articles" USING gin ("search");--> statement-breakpoint
ALTER TABLE "journal"."issues" ADD CONSTRAINT "issues_slug" UNIQUE("volume","slug");--> statement-breakpoint
-- The words of titles are made by server/db/search.ts, right after the migrations.
CREATE OR REPLACE VIEW published.articles AS
SELECT id, number, issue_id, special_section_id, section_id, position, status, language, title, subtitle, abstract, keywords,
       key_points, content_note, doi, first_page, last_page, licence, licence_url, full_text, received_on, accepted_on,
       published_at, legacy_url, note, demonstration, day_known, search
FROM journal.articles WHERE published_at IS NOT NULL;
--> statement-breakpoint
CREATE OR REPLACE VIEW published.bylines AS
SELECT b.article_id, b.position, b.name, b.affiliation, b.orcid, b.corresponding, b.sort_name
FROM journal.bylines b JOIN journal.articles a ON a.id = b.article_id AND a.published_at IS NOT NULL;
--> statement-breakpoint
CREATE OR REPLACE VIEW published.issues AS
SELECT id, volume, number, year, title, summary, published_at, legacy_url, day_known, slug, number_order
FROM journal.issues WHERE status = 'published';
--> statement-breakpoint
CREATE OR REPLACE VIEW published.sections AS
SELECT id, slug, title, position, policy, open_to_authors, word_limit, demonstration, abstract_limit, key_points_required, reviewed
FROM journal.sections;
--> statement-breakpoint
CREATE VIEW published.pages AS
SELECT p.slug, p.position, v.title, v.body, v.first_text, v.saved_at
FROM journal.pages p JOIN journal.page_versions v ON v.page_id = p.id AND v.number = p.version;
--> statement-breakpoint
GRANT SELECT ON published.pages TO tj_reader;
--> statement-breakpoint
GRANT SELECT, UPDATE ON journal.pages TO tj_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON journal.page_versions TO tj_api;
