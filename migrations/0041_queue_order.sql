DROP INDEX "journal"."submissions_next_action_at";--> statement-breakpoint
DROP INDEX "journal"."submissions_status_since";--> statement-breakpoint
DROP INDEX "journal"."submissions_submitted_at";--> statement-breakpoint
ALTER TABLE "journal"."submissions" ADD COLUMN "review_summary" jsonb;--> statement-breakpoint
ALTER TABLE "journal"."submissions" ADD COLUMN "queue_order" timestamp GENERATED ALWAYS AS (coalesce(next_action_at at time zone 'UTC',
        timestamp '3000-01-01' + (timestamp '3000-01-01' - (status_since at time zone 'UTC')))) STORED;--> statement-breakpoint
CREATE INDEX "accounts_name" ON "identity"."accounts" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "invitations_live" ON "journal"."invitations" USING btree ("due_at") WHERE status in ('invited', 'accepted');--> statement-breakpoint
CREATE INDEX "submissions_queue_order" ON "journal"."submissions" USING btree ("queue_order","id") WHERE submitted_at is not null and status <> 'draft';--> statement-breakpoint
CREATE INDEX "submissions_status_order" ON "journal"."submissions" USING btree ("status","queue_order","id") WHERE submitted_at is not null and status <> 'draft';--> statement-breakpoint
CREATE INDEX "submissions_title" ON "journal"."submissions" USING btree (lower("title"),"id") WHERE submitted_at is not null and status <> 'draft';--> statement-breakpoint
CREATE INDEX "submissions_reference" ON "journal"."submissions" USING btree ("reference" text_pattern_ops) WHERE submitted_at is not null and status <> 'draft';--> statement-breakpoint
CREATE INDEX "submissions_section" ON "journal"."submissions" USING btree ("section_id");--> statement-breakpoint
CREATE INDEX "submissions_submitted_at" ON "journal"."submissions" USING btree ("submitted_at","id") WHERE submitted_at is not null and status <> 'draft';--> statement-breakpoint
UPDATE "journal"."submissions" s SET "review_summary" = (
  select jsonb_build_object('round', o.n, 'reviewers', coalesce((
    select jsonb_agg(jsonb_build_array(i.label, i.status, to_char(i.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
             case when i.status = 'submitted' then (select w.weighted from journal.reviews w where w.invitation_id = i.id) end)
             order by i.label)
    from journal.invitations i where i.round_id = o.id and i.status in ('invited', 'accepted', 'submitted')), '[]'))
  from journal.rounds o
  where o.submission_id = s.id
    and (o.closed_at is null or exists (select 1 from journal.invitations i where i.round_id = o.id))
  order by o.closed_at is null desc, o.n desc limit 1);
