import type { PageSlug } from '../domain/public-pages.ts'
import { pageSlugs } from '../domain/public-pages.ts'
import type { Db } from '../db/client.ts'
import { pages, pageVersions } from '../db/schema/pages.ts'
import { fixedId } from './fixtures.ts'

/**
 * The first text of each page: facts the journal publishes about itself, what this system does, and what similar journals ask for. Nobody
 * at the journal has confirmed the text, so it is marked (`firstText`) until an editor saves it. It contains no limits and no names: limits
 * come from the sections' settings, names from the journal.
 */
const firstTexts: Readonly<Record<PageSlug, { readonly title: string; readonly body: string }>> = {
  guidelines: {
    title: 'Guidelines for authors',
    body: `The Torture Journal publishes work on the rehabilitation of torture victims and the prevention of torture. Clinicians, lawyers, researchers, activists and survivors write for it. English need not be your first language: write plainly. Neither authors nor readers pay a fee.

## What you can submit

You can answer a [call for papers](/calls) or submit a paper of your own to one of these sections at any time.

[[sections]]

## Prepare your manuscript

- Send one manuscript in Word (DOCX), OpenDocument (ODT), RTF or PDF. Figures and supplements can be files of their own.
- Write an abstract. In research articles it has parts: introduction, method, results, discussion. You can add abstracts in other languages.
- Where the section asks for them, write two to four key points of interest: one sentence each, for a reader who has one minute.
- Give references in APA style, with a DOI where there is one. For observational studies, follow STROBE.
- Add a content note if reviewers and readers should know beforehand what they will read about.

## Keep people safe

- Reviewers must not learn who you are. Leave names, addresses and thanks out of the manuscript: the form asks for them separately. The system removes names from a file’s properties, and shows you the names it still finds in the text before you submit.
- Change or leave out everything by which a survivor could be recognised: names, exact dates, places, numbers of files, rare combinations of facts. Say in the consent statement how people agreed to be written about.
- Only the corresponding author has to give an e-mail address. If being named would put you in danger, you can publish under a pen name or without a name. The editors know who you are; readers do not.

## What the form asks

- Title, abstract, keywords, and the authors with their affiliations.
- Statements on funding, ethics, consent, data, competing interests, and the use of AI. “None” is an answer.
- A cover letter to the editors, if you like. Reviewers do not see it.

Everything saves itself while you write, and you can come back later. Read [what happens after you submit](/after-submitting) and our [policies](/policies), then [submit your paper](/author/submit).`,
  },
  'after-submitting': {
    title: 'What happens after you submit',
    body: `You get an e-mail that your paper arrived, and a page that shows at any time where it stands and what is asked of you.

1. **Screening.** An editor reads your paper. It can be returned to you for corrections, declined, or sent to review. The editor also checks that the files for reviewers name nobody.
2. **Review.** Reviewers who know the field read it. They do not learn who you are, and you do not learn who they are. Who accepts has some weeks; finding reviewers can take several invitations.
3. **Decision.** An editor decides: accept, ask for a minor or a major revision, or decline. You get a letter with the reviewers’ comments.
4. **Revision.** You upload a new version and answer the reviewers point by point. It is sent only when you press the button that says so.
5. **Production.** An accepted paper is copyedited. You get proofs and approve them, or say what is wrong.
6. **Publication.** The article appears in an issue, free to read, and you are told.

## What you can do meanwhile

- You can withdraw your paper at any time before it is published.
- If you disagree with a decision to decline, write to the editors and say why.
- If your situation changes and your name must not be printed, tell the editors at once. A name can also be taken out after publication.`,
  },
  policies: {
    title: 'Policies',
    body: `## Peer review

Research articles, reviews, perspectives and case reports are reviewed by people who know the field. Reviewers do not learn who wrote a paper, and authors do not learn who reviewed it. An editor decides. Editors who are authors of a paper, or have reviewed it, are kept from it by the system. Which sections are reviewed stands in the [guidelines](/guidelines#sections).

## Ethics

- Research with people needs the approval of an ethics board, or an explanation why there is none where you work. Say which.
- People who are written about have agreed to it, freely and knowing what it means. Nobody may be put in danger by an article.
- For medical documentation of torture, the Istanbul Protocol is the standard.
- Everybody named as an author has contributed to the work. Everybody who has a competing interest says so: authors, reviewers and editors.

## Use of AI

Say in the statement what an AI tool was used for, such as translation or language. An AI tool is no author, and authors answer for every word and every reference. Reviewers and editors do not give manuscripts to services that keep or learn from them.

## Licence and fees

Articles are free to read, under the licence printed on each of them (CC BY-NC-ND 4.0). There is no fee for submitting, for publishing or for reading.

## Corrections and retractions

An error that matters is corrected in the open: the article says that it was corrected. An article whose findings cannot be relied on is retracted: it stays where it was and says so. When somebody is in danger because of a name or a fact in an article, it is changed for safety. Write to the [journal](/contact).

## Complaints and appeals

Who thinks that a paper was treated unfairly, or that an article breaks these rules, can write to the [journal](/contact). Complaints about an editor are looked at by another editor.`,
  },
  board: {
    title: 'Editorial board',
    body: `The Torture Journal is led by an editor-in-chief, with the help of editors and advisers. The editors name themselves here; this page has not been filled in yet.

Special sections have guest editors of their own. They are named in the [calls for papers](/calls) and in the [issues](/issues).`,
  },
  contact: {
    title: 'Contact',
    body: `The journal is published by the International Rehabilitation Council for Torture Victims (IRCT), a membership organisation of rehabilitation centres with a secretariat in Copenhagen: [irct.org](https://irct.org).

## About your paper or your review

Answer the e-mail you got from the journal: it reaches the editors. Where your paper stands is on [your page](/author).

## To submit a paper

Please use the [form](/author/submit). Do not send manuscripts by e-mail: the form removes names from your files and shows you what reviewers will get.

## If somebody is in danger

If something we published, or are about to publish, puts somebody in danger, say so in the first line.`,
  },
  privacy: {
    title: 'Privacy',
    body: `## If you read

Reading needs no account. The public pages set no cookies, run nothing that watches you, and load nothing from other companies.

## If you write or review

- We keep what you give us: your name, your e-mail address, and what you say about your work. Only the corresponding author of a paper has to give an e-mail address.
- Editors see who wrote a paper and who reviews it. Reviewers do not see who wrote it; authors do not see who reviewed it. The two kinds of information are kept apart in the database.
- Reviewers get copies of your files from which names in the properties were removed. Nobody but you and the editors sees what you uploaded.
- Signing in sets one cookie that keeps you signed in, and one by which your browser is known again. There are no others.
- What happened to a paper is kept as a record: who decided what and when. E-mails the system sends are kept with it.

## What you can ask

You can see and correct what we keep about you on [your account](/account), and ask for a copy or for deletion by writing to the [journal](/contact). What was published stays published, unless it puts somebody in danger.`,
  },
}

/** Adds the pages that a journal does not have yet; existing pages are not changed. */
export async function furnishPages(db: Db): Promise<void> {
  const savedAt = new Date()
  await db.transaction(async (tx) => {
    const made = await tx
      .insert(pages)
      .values(pageSlugs.map((slug, position) => ({ id: fixedId(`page ${slug}`), slug, position, version: 1 })))
      .onConflictDoNothing()
      .returning({ id: pages.id, slug: pages.slug })
    const known = Object.entries(firstTexts)
    const versions = made.flatMap(({ id, slug }) =>
      known
        .filter(([own]) => own === slug)
        .map(([, text]) => ({ pageId: id, number: 1, ...text, firstText: true, savedAt })),
    )
    if (versions.length > 0) await tx.insert(pageVersions).values(versions)
  })
}
