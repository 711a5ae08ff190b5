CREATE TABLE "identity"."author_claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"evidence" text[] NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	CONSTRAINT "author_claims_once" UNIQUE("submission_id","account_id"),
	CONSTRAINT "author_claims_state" CHECK ("identity"."author_claims"."state" in ('open', 'confirmed', 'denied', 'dismissed'))
);
--> statement-breakpoint
ALTER TABLE "identity"."account_roles" ADD COLUMN "given_for" uuid;--> statement-breakpoint
ALTER TABLE "identity"."accounts" ADD COLUMN "created_for" uuid;--> statement-breakpoint
ALTER TABLE "identity"."handling" ADD COLUMN "appointed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "identity"."reviewers" ADD COLUMN "despite" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "journal"."submissions" ADD COLUMN "without_editor_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "journal"."versions" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "journal"."versions" ADD COLUMN "abstract" jsonb;--> statement-breakpoint
ALTER TABLE "journal"."versions" ADD COLUMN "keywords" text[];--> statement-breakpoint
ALTER TABLE "journal"."versions" ADD COLUMN "key_points" text[];--> statement-breakpoint
ALTER TABLE "journal"."versions" ADD COLUMN "content_note" text;--> statement-breakpoint
ALTER TABLE "journal"."versions" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "journal"."versions" ADD COLUMN "section_id" uuid;--> statement-breakpoint
ALTER TABLE "identity"."author_claims" ADD CONSTRAINT "author_claims_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "identity"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "author_claims_account" ON "identity"."author_claims" USING btree ("account_id");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON identity.author_claims TO tj_api, tj_worker;
--> statement-breakpoint
-- The conflict wall (TRUST.md R-28, L36): what keeps whom from which submission, for every list there is. The same facts
-- one submission at a time are in identity.submission_people, and domain/policy.ts decides from them.
--   author    wrote it, by account
--   claim     the form names them, by their address or by what db/claims.ts found; not once it was dismissed
--   reviewer  was ever sent an invitation: an alternate was not, and sees what they saw before
CREATE VIEW identity.walls AS
SELECT submission_id, account_id, 'author' AS reason FROM identity.submitters
UNION ALL
SELECT submission_id, account_id, 'author' FROM identity.contributors WHERE account_id IS NOT NULL
UNION ALL
SELECT c.submission_id, a.id, 'claim'
FROM identity.accounts a JOIN identity.contributors c ON lower(c.email) = a.email
WHERE NOT EXISTS (SELECT FROM identity.author_claims d
                  WHERE d.submission_id = c.submission_id AND d.account_id = a.id AND d.state = 'dismissed')
UNION ALL
SELECT submission_id, account_id, 'claim' FROM identity.author_claims WHERE state <> 'dismissed'
UNION ALL
SELECT p.submission_id, p.account_id, 'reviewer'
FROM identity.reviewers p JOIN journal.invitations i ON i.id = p.invitation_id WHERE i.invited_at IS NOT NULL;
--> statement-breakpoint
CREATE VIEW identity.submission_people AS
SELECT s.id AS submission_id, s.status, s.submitted_at IS NOT NULL AS ever_submitted,
  ARRAY(SELECT w.account_id FROM identity.walls w WHERE w.submission_id = s.id AND w.reason = 'author') AS author_ids,
  ARRAY(SELECT w.account_id FROM identity.walls w WHERE w.submission_id = s.id AND w.reason = 'claim') AS named_ids,
  ARRAY(SELECT w.account_id FROM identity.walls w WHERE w.submission_id = s.id AND w.reason = 'reviewer') AS reviewer_ids,
  ARRAY(SELECT account_id FROM identity.handling WHERE submission_id = s.id
        UNION SELECT account_id FROM identity.call_editors WHERE call_id = s.call_id) AS handling_ids,
  ARRAY(SELECT account_id FROM identity.handling WHERE submission_id = s.id AND appointed) AS appointed_ids
FROM journal.submissions s;
--> statement-breakpoint
-- Everybody who can act as an editor on a submission that is somebody's work: nobody is left when it has no row here.
CREATE VIEW identity.overseers AS
SELECT s.id AS submission_id, a.id AS account_id
FROM journal.submissions s
CROSS JOIN identity.accounts a
WHERE s.submitted_at IS NOT NULL
  AND s.status IN ('submitted', 'returned', 'in_review', 'revising', 'accepted', 'in_production')
  AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
  AND a.id IN (SELECT account_id FROM identity.account_roles WHERE role IN ('editor', 'section_editor'))
  AND (EXISTS (SELECT FROM identity.account_roles r WHERE r.account_id = a.id AND r.role = 'editor')
    OR EXISTS (SELECT FROM identity.handling h WHERE h.submission_id = s.id AND h.account_id = a.id)
    OR EXISTS (SELECT FROM identity.call_editors g WHERE g.call_id = s.call_id AND g.account_id = a.id))
  AND NOT EXISTS (SELECT FROM identity.walls w WHERE w.submission_id = s.id AND w.account_id = a.id);
--> statement-breakpoint
GRANT SELECT ON identity.walls, identity.submission_people, identity.overseers TO tj_api, tj_worker;
--> statement-breakpoint
-- Whom an invitation brought: an account made, or the role of a reviewer given, in the act that invited.
UPDATE identity.accounts a SET created_for = p.submission_id
FROM identity.reviewers p JOIN journal.invitations i ON i.id = p.invitation_id
WHERE p.account_id = a.id AND i.created_at = a.created_at;
--> statement-breakpoint
UPDATE identity.account_roles r SET given_for = a.created_for
FROM identity.accounts a WHERE a.id = r.account_id AND r.role = 'reviewer' AND a.created_for IS NOT NULL;
--> statement-breakpoint
-- The words a version was handed in with stay with it, whatever door hands it in.
CREATE FUNCTION journal.keep_text_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT s.title, s.abstract, s.keywords, s.key_points, s.content_note, s.language, s.section_id
  INTO NEW.title, NEW.abstract, NEW.keywords, NEW.key_points, NEW.content_note, NEW.language, NEW.section_id
  FROM journal.submissions s WHERE s.id = NEW.submission_id;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER versions_keep_text BEFORE INSERT OR UPDATE OF handed_in_at ON journal.versions
FOR EACH ROW WHEN (NEW.handed_in_at IS NOT NULL) EXECUTE FUNCTION journal.keep_text_of_version();
--> statement-breakpoint
UPDATE journal.versions SET handed_in_at = handed_in_at WHERE handed_in_at IS NOT NULL;
--> statement-breakpoint
-- A reviewer reads the words of the version their round is about, never later ones; and once the invitation has ended
-- nothing but the title, by which they know it again.
CREATE OR REPLACE VIEW reviewing.invitations WITH (security_barrier) AS
SELECT i.id, i.label, i.status, i.invited_at, i.respond_by, i.due_at, r.n AS round,
       coalesce(v.title, '') AS title,
       CASE WHEN live.it THEN coalesce(v.abstract, '{}') ELSE '{}' END AS abstract,
       CASE WHEN live.it THEN coalesce(v.keywords, '{}') ELSE '{}' END AS keywords,
       coalesce(v.language, 'en') AS language,
       CASE WHEN live.it THEN coalesce(v.content_note, '') ELSE '' END AS content_note,
       sec.title AS section_title, cv.title AS call_title
FROM journal.invitations i
CROSS JOIN LATERAL (SELECT i.status IN ('invited', 'accepted', 'submitted') AS it) live
JOIN journal.rounds r ON r.id = i.round_id
JOIN journal.versions v ON v.id = r.version_id
JOIN journal.submissions s ON s.id = i.submission_id
LEFT JOIN journal.sections sec ON sec.id = v.section_id
LEFT JOIN journal.calls c ON c.id = s.call_id
LEFT JOIN journal.call_versions cv ON cv.call_id = c.id AND cv.n = c.version
WHERE i.status <> 'reserve' AND i.invited_at IS NOT NULL;
--> statement-breakpoint
CREATE OR REPLACE VIEW reviewing.assignments WITH (security_barrier) AS
SELECT i.id AS invitation_id, i.status, coalesce(v.key_points, '{}') AS key_points, r.form_id, r.n AS round, v.n AS version,
       CASE WHEN r.n > 1 THEN v.response ELSE '' END AS response
FROM journal.invitations i
JOIN journal.rounds r ON r.id = i.round_id
JOIN journal.versions v ON v.id = r.version_id
WHERE i.status IN ('accepted', 'submitted');
