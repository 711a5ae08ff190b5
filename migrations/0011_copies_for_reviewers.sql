-- A worker prepares files; the API begins a preparation, reads what came of it, and writes down that somebody confirmed a line.
GRANT SELECT, INSERT, UPDATE, DELETE ON journal.preparations, journal.preparation_steps, journal.file_copies,
  identity.file_readings, identity.file_findings TO tj_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON journal.preparations TO tj_api;
--> statement-breakpoint
GRANT SELECT ON journal.preparation_steps, journal.file_copies, identity.file_readings, identity.file_findings TO tj_api;
--> statement-breakpoint
GRANT UPDATE (confirmed_at, confirmed_by) ON identity.file_findings TO tj_api;
--> statement-breakpoint
-- What came before there was a preparation is prepared now; until then reviewers see nothing of it.
INSERT INTO journal.preparations (file_id, begun_at) SELECT id, stored_at FROM journal.files;
--> statement-breakpoint
-- Reviewers see copies, never a file as it was handed in: of released files, of the version their round is about.
CREATE VIEW reviewing.copies WITH (security_barrier) AS
SELECT i.id AS invitation_id, f.id AS file_id, c.kind, c.n, c.media_type, c.extension, c.bytes, c.sha256, c.storage_key,
       f.purpose, v.n AS version, p.language
FROM journal.invitations i
JOIN journal.rounds r ON r.id = i.round_id
JOIN journal.versions v ON v.id = r.version_id
JOIN journal.files f ON f.version_id = v.id
JOIN journal.preparations p ON p.file_id = f.id AND p.state = 'ready'
JOIN journal.file_copies c ON c.file_id = f.id AND c.kind IN ('clean', 'pdf', 'page', 'view')
WHERE i.status IN ('accepted', 'submitted') AND f.released_at IS NOT NULL AND f.removed_at IS NULL;
--> statement-breakpoint
GRANT SELECT ON reviewing.copies TO tj_reviewer;
--> statement-breakpoint
-- The one copy to take away: the pages when there are any, else the clean file; and what can be read of it here.
CREATE OR REPLACE VIEW reviewing.files WITH (security_barrier) AS
SELECT DISTINCT ON (c.invitation_id, c.file_id) c.invitation_id, c.file_id AS id, c.purpose, c.media_type, c.extension,
       c.bytes, c.sha256, c.storage_key, c.version,
       (SELECT count(*)::integer FROM reviewing.copies p
        WHERE p.invitation_id = c.invitation_id AND p.file_id = c.file_id AND p.kind = 'page') AS pages,
       EXISTS (SELECT FROM reviewing.copies p
               WHERE p.invitation_id = c.invitation_id AND p.file_id = c.file_id AND p.kind = 'view') AS view
FROM reviewing.copies c WHERE c.kind IN ('pdf', 'clean')
ORDER BY c.invitation_id, c.file_id, c.kind DESC;
