/**
 * SQL of a submission's `review_summary` (schema/submissions.ts).
 * @param table the name or alias of the table or row that the expression stands for
 */
export const reviewSummaryOf = (table: 'submissions' | 's'): string => `(
  select jsonb_build_object('round', o.n, 'reviewers', coalesce((
    select jsonb_agg(jsonb_build_array(i.label, i.status, to_char(i.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
             case when i.status = 'submitted' then (select w.weighted from journal.reviews w where w.invitation_id = i.id) end)
             order by i.label)
    from journal.invitations i where i.round_id = o.id and i.status in ('invited', 'accepted', 'submitted')), '[]'))
  from journal.rounds o
  where o.submission_id = ${table}.id
    and (o.closed_at is null or exists (select 1 from journal.invitations i where i.round_id = o.id))
  order by o.closed_at is null desc, o.n desc limit 1)`
