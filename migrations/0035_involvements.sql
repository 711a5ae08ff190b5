CREATE INDEX "call_editors_account" ON "identity"."call_editors" USING btree ("account_id");--> statement-breakpoint
-- Who is what to which submission: the only place that knows. A row for every reason, so a pair may come twice.
--   submitter    handed it in, or began it
--   contributor  an author on the form, by account
--   named        the form names them, by their address or by what db/claims.ts found; not once it was dismissed
--   handling     handles it
--   appointed    handles it because an administrator said so when no editor was left
--   call_editor  a guest editor of its call
--   reviewer     was ever sent an invitation
--   alternate    was put on the list of a round and sent nothing
-- Declared conflicts, institutions and those who decide become further parts of it.
CREATE VIEW identity.involvements AS
SELECT submission_id, account_id, 'submitter' AS relation FROM identity.submitters
UNION ALL
SELECT submission_id, account_id, 'contributor' FROM identity.contributors WHERE account_id IS NOT NULL
UNION ALL
SELECT c.submission_id, a.id, 'named'
FROM identity.accounts a JOIN identity.contributors c ON lower(c.email) = a.email
WHERE NOT EXISTS (SELECT FROM identity.author_claims d
                  WHERE d.submission_id = c.submission_id AND d.account_id = a.id AND d.state = 'dismissed')
UNION ALL
SELECT submission_id, account_id, 'named' FROM identity.author_claims WHERE state <> 'dismissed'
UNION ALL
SELECT submission_id, account_id, 'handling' FROM identity.handling
UNION ALL
SELECT submission_id, account_id, 'appointed' FROM identity.handling WHERE appointed
UNION ALL
SELECT s.id, g.account_id, 'call_editor' FROM journal.submissions s JOIN identity.call_editors g ON g.call_id = s.call_id
UNION ALL
SELECT p.submission_id, p.account_id, 'reviewer'
FROM identity.reviewers p JOIN journal.invitations i ON i.id = p.invitation_id WHERE i.invited_at IS NOT NULL
UNION ALL
SELECT p.submission_id, p.account_id, 'alternate'
FROM identity.reviewers p JOIN journal.invitations i ON i.id = p.invitation_id WHERE i.invited_at IS NULL;
--> statement-breakpoint
GRANT SELECT ON identity.involvements TO tj_api, tj_worker;
--> statement-breakpoint
-- The conflict wall (docs/threat-model.md R-28, L36): which relations keep whom from which submission, for every list.
CREATE OR REPLACE VIEW identity.walls AS
SELECT submission_id, account_id,
  CASE WHEN relation IN ('submitter', 'contributor') THEN 'author' WHEN relation = 'named' THEN 'claim' ELSE relation END AS reason
FROM identity.involvements WHERE relation IN ('submitter', 'contributor', 'named', 'reviewer');
--> statement-breakpoint
-- The same facts one submission at a time, as domain/policy.ts takes them.
CREATE OR REPLACE VIEW identity.submission_people AS
SELECT s.id AS submission_id, s.status, s.submitted_at IS NOT NULL AS ever_submitted,
  p.author_ids, p.named_ids, p.reviewer_ids, p.handling_ids, p.appointed_ids
FROM journal.submissions s
CROSS JOIN LATERAL (
  SELECT coalesce(array_agg(account_id) FILTER (WHERE relation IN ('submitter', 'contributor')), '{}') AS author_ids,
    coalesce(array_agg(account_id) FILTER (WHERE relation = 'named'), '{}') AS named_ids,
    coalesce(array_agg(account_id) FILTER (WHERE relation = 'reviewer'), '{}') AS reviewer_ids,
    coalesce(array_agg(DISTINCT account_id) FILTER (WHERE relation IN ('handling', 'call_editor')), '{}') AS handling_ids,
    coalesce(array_agg(account_id) FILTER (WHERE relation = 'appointed'), '{}') AS appointed_ids
  FROM identity.involvements WHERE submission_id = s.id) p;
--> statement-breakpoint
-- As before, reading who handles what from the view.
CREATE OR REPLACE VIEW identity.overseers AS
SELECT s.id AS submission_id, a.id AS account_id
FROM journal.submissions s
CROSS JOIN identity.accounts a
WHERE s.submitted_at IS NOT NULL
  AND s.status IN ('submitted', 'returned', 'in_review', 'revising', 'revised', 'accepted', 'in_production')
  AND a.disabled_at IS NULL AND a.confirmed_at IS NOT NULL
  AND a.id IN (SELECT account_id FROM identity.account_roles WHERE role IN ('editor', 'section_editor'))
  AND (EXISTS (SELECT FROM identity.account_roles r WHERE r.account_id = a.id AND r.role = 'editor')
    OR EXISTS (SELECT FROM identity.involvements h
               WHERE h.submission_id = s.id AND h.account_id = a.id AND h.relation IN ('handling', 'call_editor')))
  AND NOT EXISTS (SELECT FROM identity.walls w WHERE w.submission_id = s.id AND w.account_id = a.id);
