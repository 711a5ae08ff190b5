-- Four logins besides the owner; server/db/migrate.ts makes them before this runs.
--   tj_api       the API: everything but deleting history
--   tj_worker    letters, tasks, the queue
--   tj_reviewer  what a reviewer may read: views without any identity column
--   tj_reader    what the public may read: views of published rows
-- A coding slip in a reviewer's or a reader's query finds nothing to leak.

CREATE SCHEMA reviewing;
--> statement-breakpoint
CREATE SCHEMA published;
--> statement-breakpoint
CREATE SEQUENCE journal.article_numbers START 200001;
--> statement-breakpoint

-- Reviewers: by invitation id. Title and abstract from the moment of the invitation.
CREATE VIEW reviewing.invitations WITH (security_barrier) AS
SELECT i.id, i.label, i.status, i.invited_at, i.respond_by, i.due_at, r.n AS round,
       s.title, s.abstract, s.keywords, s.language, s.content_note,
       sec.title AS section_title, cv.title AS call_title
FROM journal.invitations i
JOIN journal.rounds r ON r.id = i.round_id
JOIN journal.submissions s ON s.id = i.submission_id
LEFT JOIN journal.sections sec ON sec.id = s.section_id
LEFT JOIN journal.calls c ON c.id = s.call_id
LEFT JOIN journal.call_versions cv ON cv.call_id = c.id AND cv.n = c.version
WHERE i.status <> 'reserve';
--> statement-breakpoint

-- More, once the reviewer has accepted.
CREATE VIEW reviewing.assignments WITH (security_barrier) AS
SELECT i.id AS invitation_id, i.status, s.key_points, r.form_id, r.n AS round, v.n AS version,
       CASE WHEN r.n > 1 THEN v.response ELSE '' END AS response
FROM journal.invitations i
JOIN journal.rounds r ON r.id = i.round_id
JOIN journal.versions v ON v.id = r.version_id
JOIN journal.submissions s ON s.id = i.submission_id
WHERE i.status IN ('accepted', 'submitted');
--> statement-breakpoint

-- Only files an editor has released, of the version this round is about.
CREATE VIEW reviewing.files WITH (security_barrier) AS
SELECT i.id AS invitation_id, f.id, f.purpose, f.media_type, f.extension, f.bytes, f.sha256, f.storage_key, v.n AS version
FROM journal.invitations i
JOIN journal.rounds r ON r.id = i.round_id
JOIN journal.versions v ON v.id = r.version_id
JOIN journal.files f ON f.version_id = v.id
WHERE i.status IN ('accepted', 'submitted') AND f.released_at IS NOT NULL AND f.removed_at IS NULL;
--> statement-breakpoint

CREATE VIEW reviewing.forms AS SELECT id, name, version, guidance FROM journal.review_forms;
--> statement-breakpoint
CREATE VIEW reviewing.criteria AS
SELECT id, form_id, position, title, hint, weight, scale, required FROM journal.criteria;
--> statement-breakpoint
CREATE VIEW reviewing.reviews WITH (security_barrier) AS
SELECT v.invitation_id, v.version, v.recommendation, v.to_author, v.to_editor, v.saved_at, v.submitted_at,
       coalesce((SELECT jsonb_object_agg(sc.criterion_id, sc.score) FROM journal.scores sc WHERE sc.review_id = v.id), '{}') AS scores
FROM journal.reviews v;
--> statement-breakpoint

-- The public: published rows only.
CREATE VIEW published.journal AS
SELECT title, full_title, issn, publisher, about, contact, licence, licence_url, time_zone FROM journal.settings;
--> statement-breakpoint
CREATE VIEW published.sections AS
SELECT id, slug, title, position, policy, open_to_authors, word_limit, demonstration FROM journal.sections;
--> statement-breakpoint
CREATE VIEW published.calls AS
SELECT c.id, c.slug, c.status, c.opens_at, c.closes_at, c.published_at, cv.language, cv.title, cv.summary, cv.body
FROM journal.calls c JOIN journal.call_versions cv ON cv.call_id = c.id AND cv.n = c.version
WHERE c.status IN ('published', 'closed');
--> statement-breakpoint
CREATE VIEW published.issues AS
SELECT id, volume, number, year, title, summary, published_at, legacy_url FROM journal.issues WHERE status = 'published';
--> statement-breakpoint
CREATE VIEW published.special_sections AS
SELECT ss.id, ss.issue_id, ss.title, ss.guest_editors, ss.position
FROM journal.special_sections ss JOIN journal.issues i ON i.id = ss.issue_id AND i.status = 'published';
--> statement-breakpoint
CREATE VIEW published.articles AS
SELECT id, number, issue_id, special_section_id, section_id, position, status, language, title, subtitle, abstract, keywords,
       key_points, content_note, doi, first_page, last_page, licence, licence_url, full_text, received_on, accepted_on,
       published_at, legacy_url, note, demonstration
FROM journal.articles WHERE published_at IS NOT NULL;
--> statement-breakpoint
CREATE VIEW published.bylines AS
SELECT b.article_id, b.position, b.name, b.affiliation, b.orcid, b.corresponding
FROM journal.bylines b JOIN journal.articles a ON a.id = b.article_id AND a.published_at IS NOT NULL;
--> statement-breakpoint
CREATE VIEW published.galleys AS
SELECT g.id, g.article_id, g.kind, g.media_type, g.bytes, g.sha256, g.storage_key
FROM journal.galleys g JOIN journal.articles a ON a.id = g.article_id AND a.published_at IS NOT NULL;
--> statement-breakpoint

GRANT USAGE ON SCHEMA journal, identity TO tj_api, tj_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA journal, identity TO tj_api, tj_worker;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA journal TO tj_api, tj_worker;
--> statement-breakpoint
-- History is written once. The relay marks what it has handed on, and nothing else.
REVOKE UPDATE, DELETE ON journal.events, identity.event_actors FROM tj_api, tj_worker;
--> statement-breakpoint
GRANT UPDATE (relayed_at) ON journal.events TO tj_worker;
--> statement-breakpoint
REVOKE DELETE ON journal.decisions, journal.submissions, journal.rounds, journal.reviews, journal.invitations,
  journal.versions, journal.files FROM tj_api, tj_worker;
--> statement-breakpoint
GRANT USAGE ON SCHEMA reviewing TO tj_reviewer;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA reviewing TO tj_reviewer;
--> statement-breakpoint
GRANT USAGE ON SCHEMA published TO tj_reader;
--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA published TO tj_reader;
--> statement-breakpoint
-- BullMQ makes its own tables here when the queue runs on PostgreSQL.
CREATE SCHEMA IF NOT EXISTS bullmq AUTHORIZATION tj_worker;
