import { readFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import type { CallExpression, Expression, Node } from 'typescript/unstable/ast'
import {
  isCallExpression,
  isConditionalExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTemplateExpression,
} from 'typescript/unstable/ast/is'
import { API, SymbolFlags, type Signature, type Type } from 'typescript/unstable/sync'
import { expect, test } from 'vitest'
import { areas } from '../server/strings/translate.ts'

// A message that is formatted without one of its variables throws and breaks the page. The types of JSON files do not contain their
// texts, so the compiler's API compares every call with its message. Calls whose key is only known at run time are not compared.

/** The functions that take a key and values; `say` is what letters are given (server/mail/letters). */
const functionNames = new Set(['t', 'tOf', 'translate', 'say', 'text'])

const variables: ReadonlyMap<string, readonly string[]> = new Map(
  areas.flatMap((area) => {
    const messages = JSON.parse(readFileSync(`server/strings/en/${area}.json`, 'utf8')) as Record<string, string>
    return Object.entries(messages).map(([key, message]) => [`${area}.${key}`, variablesOf(parse(message))])
  }),
)

function variablesOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return variablesOf(element.children)
    const options = 'options' in element ? Object.values(element.options) : []
    return [element.value, ...options.flatMap(({ value }) => variablesOf(value))]
  })
}

test('every call gives its message the values that it asks for', () => {
  const api = new API({ cwd: process.cwd() })
  try {
    const config = resolve('tsconfig.json')
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)
    if (project === undefined) throw new Error(`${config} cannot be opened`)
    const { program, checker } = project

    /** Every text that an expression can be; null when the types do not say. */
    const textsOf = (expression: Expression): string[] | null => {
      if (isTemplateExpression(expression)) {
        const parts = expression.templateSpans.map((span) => {
          const texts = textsOf(span.expression)
          return texts?.map((text) => text + span.literal.text) ?? null
        })
        return joined([[expression.head.text], ...parts], '')
      }
      if (isConditionalExpression(expression)) {
        const [one, other] = [textsOf(expression.whenTrue), textsOf(expression.whenFalse)]
        return one && other && [...one, ...other]
      }
      return literalsOf(checker.getTypeAtLocation(expression))
    }

    /** The names of the values in every type that the expression can have; null when they are not known. */
    const namesOf = (values: Expression | undefined): string[] | null => {
      if (values === undefined) return []
      const type = checker.getTypeAtLocation(values)
      if (type === undefined) return null
      const alternatives = (type.isUnionType() ? type.getTypes() : [type]).map((one) =>
        checker.getIndexInfosOfType(one).length > 0
          ? null
          : checker
              .getPropertiesOfType(one)
              .filter(({ flags }) => (flags & SymbolFlags.Optional) === 0)
              .map(({ name }) => name),
      )
      const [first, ...others] = alternatives
      return first?.filter((name) => others.every((names) => names === null || names.includes(name))) ?? null
    }

    /** What the called function writes before the key. */
    const prefixesOf = (call: CallExpression, signature: Signature): string[] | null => {
      const declaration = signature.declaration?.resolve()
      const inner = declaration && find(declaration, (node) => nameOf(node) === 'translate')
      const key = inner?.arguments[1]
      if (key && isTemplateExpression(key)) return key.templateSpans.length === 1 ? [key.head.text] : null
      if (nameOf(call) !== 'say') return ['']
      const template = templateOf(call)
      return template === null ? null : [`letters.${template}.`]
    }

    let compared = 0
    const problems = program.getSourceFileNames().flatMap((path) => {
      const file = relative(process.cwd(), path)
      const source = /^(?:server|workers|web)\/(?!.*node_modules)/.test(file) ? program.getSourceFile(path) : undefined
      return callsIn(source).flatMap((call) => {
        const signature = checker.getResolvedSignature(call)
        const names = signature?.getParameters().map(({ name }) => name) ?? []
        const first = names.indexOf(names.includes('prefix') ? 'prefix' : 'key')
        const last = names.includes('values') ? names.indexOf('values') : names.length
        if (!signature || first < 0) return []
        const written = joined(call.arguments.slice(first, last).map(textsOf), '.')
        const prefixes = prefixesOf(call, signature)
        if (written === null || prefixes === null || isAnyKey(written)) return []
        compared += 1
        const given = namesOf(call.arguments[last])
        const isOptional = names.includes('prefix')
        return prefixes
          .flatMap((prefix) =>
            written.map((key) => (file.startsWith('server/reader/') ? readerKey : String)(prefix + key)),
          )
          .flatMap((key) => {
            const wanted = variables.get(key)
            if (wanted === undefined) return isOptional ? [] : [`${file}: there is no text ${key}`]
            const missing = given === null ? [] : wanted.filter((name) => !given.includes(name))
            return missing.length === 0 ? [] : [`${file}: ${key} is not given ${[...new Set(missing)].join(', ')}`]
          })
      })
    })
    expect(problems).toEqual([])
    // If the functions get other names, nothing is compared any more.
    expect(compared).toBeGreaterThan(1_500)
  } finally {
    api.close()
  }
})

/** On readers' pages keys do not name their area. */
function readerKey(key: string): string {
  return variables.has(key) ? key : `reader.${key}`
}

/** A parameter or a table of the type of all keys: the function only hands it on. */
function isAnyKey(keys: readonly string[]): boolean {
  return keys.length > variables.size / 4
}

function literalsOf(type: Type | undefined): string[] | null {
  if (type === undefined) return null
  if (type.isStringLiteralType() || type.isNumberLiteralType()) return [String(type.value)]
  if (!type.isUnionType()) return null
  const all = type.getTypes().map(literalsOf)
  return all.every((one) => one !== null) ? all.flat() : null
}

/** Every combination of one text from each part. */
function joined(parts: readonly (readonly string[] | null)[], separator: string): string[] | null {
  let texts: string[] | null = null
  for (const part of parts) {
    if (part === null) return null
    texts = texts === null ? [...part] : texts.flatMap((text) => part.map((next) => text + separator + next))
  }
  return texts
}

function nameOf({ expression }: CallExpression): string {
  if (isIdentifier(expression)) return expression.text
  return isPropertyAccessExpression(expression) ? expression.name.text : ''
}

/** The letter whose text a call asks for (server/mail/letters): the outermost property around it. Null in functions that letters share. */
function templateOf(call: CallExpression): string | null {
  let template: string | null = null
  for (let node: Node | undefined = call.parent; node !== undefined; node = node.parent)
    if (isPropertyAssignment(node) && (isIdentifier(node.name) || isStringLiteral(node.name))) template = node.name.text
  const isKnown = [...variables.keys()].some((key) => key.startsWith(`letters.${template}.`))
  return isKnown ? template : null
}

function callsIn(node: Node | undefined): CallExpression[] {
  const calls: CallExpression[] = []
  const visit = (inner: Node): void => {
    if (isCallExpression(inner) && functionNames.has(nameOf(inner))) calls.push(inner)
    inner.forEachChild(visit)
  }
  if (node) visit(node)
  return calls
}

function find(node: Node, isWanted: (call: CallExpression) => boolean): CallExpression | undefined {
  if (isCallExpression(node) && isWanted(node)) return node
  let found: CallExpression | undefined
  node.forEachChild((inner) => {
    found ??= find(inner, isWanted)
  })
  return found
}
