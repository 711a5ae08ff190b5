import type { Sql } from '../../server/db/client.ts'

/** More issues, articles and calls than fit on one page. */
export async function fillArchive(sql: Sql, now: Date): Promise<void> {
  // Seventy issues in 2025, and two in each of the twenty years before.
  await sql`
    insert into journal.issues (id, volume, number, slug, year, status, published_at, created_at)
    select gen_random_uuid(), year - 1990, n, n, year, 'published', make_timestamptz(year, 6, 1, 12, 0, 0, 'UTC'), now()
    from (select 2025 as year, n from generate_series(1, 70) n
          union all select year, n from generate_series(2005, 2024) year, generate_series(1, 2) n) i`
  // Numbers with gaps, as the old system left them.
  await sql`
    insert into journal.articles (id, number, status, title, search_of, licence, licence_url, published_at)
    select gen_random_uuid(), n, 'published', '', md5(E'\n'), 'CC', 'https://example.org/cc', now()
    from unnest(array[1, 999, 1000, 77999, 200000]) n`
  await sql`
    insert into journal.calls (id, slug, status, version, published_at, created_at)
    select gen_random_uuid(), 'call-' || n, case when n = 1 then 'published' else 'closed' end, 1,
           ${now}::timestamptz - n * interval '1 day', now() from generate_series(1, 70) n`
  await sql`
    insert into journal.call_versions (call_id, n, title, body, saved_at)
    select id, 1, 'Call ' || slug, '{"background":"","themes":[],"orientation":"","guidelines":"","contact":"","editors":[]}', now()
    from journal.calls`
}
