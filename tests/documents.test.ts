import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

// Comments and documents point to files and to rules. Whoever follows them must arrive. Migrations are left out: what has run
// somewhere is not edited.

const written = ['server', 'web', 'workers', 'tests', 'docs'].flatMap((folder) =>
  globSync(`${folder}/**/*.{ts,mjs,css,md}`, { exclude: (path) => path.includes('node_modules') }),
)
const files = [...written, 'README.md']
// A folder may be left out where it is plain which is meant: `domain/policy.ts` of a comment in the server.
const roots = ['.', 'server', 'web', 'workers', 'workers/manuscripts', 'tests', 'server/domain']

const comment = /\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm
const path = /(?<![\w@./:*-])(?:[\w-]+\/)+[\w.-]+\.(?:ts|mjs|css|json|md|yml)\b(?!\*)/g
const document = /(?<![\w./-])[\w-]+\.md\b/g
const rule = /docs\/([\w-]+)\.md,? ([RLKFN]-?\d{1,2})((?:(?:,| and| to) [RLKFN]-?\d{1,2})*)/g

function textOf(file: string): string {
  const whole = readFileSync(file, 'utf8')
  return file.endsWith('.md') ? whole.replaceAll(/```[\s\S]*?```/g, '') : (whole.match(comment) ?? []).join('\n')
}

const isThere = (mentioned: string, file: string) =>
  [...roots, dirname(file), dirname(dirname(file))].some((root) => existsSync(join(root, mentioned)))
/** Made while the system runs or is built, and kept out of the repository. */
const made = new Set(
  execFileSync('git', ['ls-files', '-o', '-i', '--exclude-standard', '--directory'], { encoding: 'utf8' }).split('\n'),
)
const isMade = (mentioned: string) => [...made].some((one) => one !== '' && mentioned.startsWith(one))

describe('Comments and documents point to what is there', () => {
  test('every file', () => {
    const missing = files.flatMap((file) => {
      const text = textOf(file)
      const mentioned = [...text.matchAll(path), ...text.matchAll(document)].map(([found]) => found)
      return mentioned.filter((one) => !isThere(one, file) && !isMade(one)).map((one) => `${file}: ${one}`)
    })
    expect(missing).toEqual([])
  })

  test('every rule', () => {
    const cited = files.flatMap((file) =>
      [...textOf(file).matchAll(rule)].flatMap(([, name = '', first = '', more = '']) =>
        [first, ...(more.match(/[RLKFN]-?\d{1,2}/g) ?? [])].map((id) => ({ file, name, id })),
      ),
    )
    expect(cited.length).toBeGreaterThan(40)
    const missing = cited.filter(({ name, id }) => {
      const rules = readFileSync(`docs/${name}.md`, 'utf8')
      return !new RegExp(String.raw`(?:\*\*${id}\*\*|\| ${id} \||\(${id}, )`).test(rules)
    })
    expect(missing).toEqual([])
  })
})
