import { connectTo } from '../../server/db/client.ts'
import type { Journal } from './journal.ts'

// Everything that people have written, in Greek letters: what is left in Latin letters on a page was written by the code.

const texts: Readonly<Record<string, readonly string[]>> = {
  'identity.accounts': ['name', 'affiliation'],
  'identity.submitters': ['cover_letter'],
  'identity.contributors': ['name', 'sort_name', 'affiliation', 'pen_name'],
  'identity.reviewers': ['note', 'why', 'suggestion'],
  'identity.file_findings': ['match'],
  'identity.letters': ['subject', 'text'],
  'journal.settings': ['title', 'full_title', 'publisher', 'about', 'licence'],
  'journal.sections': ['title', 'policy'],
  'journal.review_forms': ['name', 'guidance'],
  'journal.criteria': ['title', 'hint'],
  'journal.page_versions': ['title', 'body'],
  'journal.call_versions': ['title', 'summary'],
  'journal.submissions': ['title', 'content_note', 'withdrawn_reason'],
  'journal.versions': ['title', 'content_note', 'response'],
  'journal.statements': ['text'],
  'journal.author_words': ['word'],
  'journal.reviews': ['to_author', 'to_editor'],
  'journal.decisions': ['letter'],
  'journal.issues': ['title', 'summary'],
  'journal.special_sections': ['title'],
  'journal.articles': ['title', 'subtitle', 'content_note', 'licence', 'note', 'full_text'],
  'journal.bylines': ['name', 'sort_name', 'affiliation'],
  'journal.proof_answers': ['comment'],
}
const lists: Readonly<Record<string, readonly string[]>> = {
  'identity.accounts': ['expertise'],
  'journal.criteria': ['scale'],
  'journal.submissions': ['keywords', 'key_points'],
  'journal.versions': ['keywords', 'key_points'],
  'journal.articles': ['keywords', 'key_points'],
  'journal.special_sections': ['guest_editors'],
}
const documents: Readonly<Record<string, readonly string[]>> = {
  'journal.call_versions': ['body'],
  'journal.submissions': ['abstract'],
  'journal.versions': ['abstract'],
  'journal.articles': ['abstract'],
  'journal.preparations': ['sections'],
}

const latin = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const greek = 'αβχδεφγηιξκλμνοπθρστυωψζωςΑΒΧΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΨΖΩΣ'

export async function writeInGreek({ env }: Journal): Promise<void> {
  const owner = connectTo(env.DATABASE_URL, { max: 1 })
  const { sql } = owner
  await sql.unsafe(`
    -- Without triggers: some texts may not be changed, and no search index is wanted.
    set session_replication_role = replica;
    create function pg_temp.in_greek(word text) returns text immutable language sql
    as $$ select translate(word, '${latin}', '${greek}') $$;
    create function pg_temp.all_in_greek(words text[]) returns text[] immutable language sql
    as $$ select coalesce(array_agg(pg_temp.in_greek(word) order by n), '{}') from unnest(words) with ordinality as all_words (word, n) $$;
    create function pg_temp.values_in_greek(document jsonb) returns jsonb immutable language plpgsql as $$
    begin
      return case jsonb_typeof(document)
        when 'string' then to_jsonb(pg_temp.in_greek(document #>> '{}'))
        when 'array' then (select coalesce(jsonb_agg(pg_temp.values_in_greek(value)), '[]') from jsonb_array_elements(document))
        when 'object' then (select coalesce(jsonb_object_agg(key, pg_temp.values_in_greek(value)), '{}') from jsonb_each(document))
        else document end;
    end $$`)
  for (const [columns, change] of [
    [texts, 'in_greek'],
    [lists, 'all_in_greek'],
    [documents, 'values_in_greek'],
  ] as const)
    for (const [table, names] of Object.entries(columns))
      for (const name of names)
        await sql`update ${sql(table)} set ${sql(name)} = ${sql(`pg_temp.${change}`)}(${sql(name)}) where ${sql(name)} is not null`
  await owner.close()
}
