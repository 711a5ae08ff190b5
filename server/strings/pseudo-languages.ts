import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import type { pseudoLanguages } from '../domain/languages.ts'

/** A test language, whose texts are made from the English ones. */
export type PseudoLanguage = (typeof pseudoLanguages)[number]

/** A text of the catalogue: as it is written, or as ICU's parser reads it. */
export type Message = string | MessageFormatElement[]

/** An English text in a pseudo-language: only the literal text changes; placeholders and the names of plural and select cases stay. */
export function pseudoMessage(language: PseudoLanguage, message: string): Message {
  const say = language === 'en-XA' ? accented : inArabicLetters
  // translate() does not parse a text without a placeholder, either.
  return message.includes('{') ? parse(message).map((element) => changed(element, say)) : say(message)
}

type Say = (words: string) => string

function changed(element: MessageFormatElement, say: Say): MessageFormatElement {
  switch (element.type) {
    case TYPE.literal:
      return { ...element, value: say(element.value) }
    case TYPE.plural:
    case TYPE.select: {
      const options = Object.entries(element.options).map(([name, { value, ...option }]) => [
        name,
        { ...option, value: value.map((inner) => changed(inner, say)) },
      ])
      return { ...element, options: Object.fromEntries(options) }
    }
    case TYPE.tag:
      return { ...element, children: element.children.map((inner) => changed(inner, say)) }
    default:
      return element
  }
}

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const withAccents = 'áƀçďéƒğĥíĵķļɱñóþɋŕšţúṽŵẋýžÁɃÇĎÉƑĞĤÍĴĶĻⱮÑÓÞɊŔŠŢÚṼŴẊÝŽ'
// The result means nothing in Arabic; it only has to run from right to left and to join its letters.
const inArabic = 'اذثديفغهىجكلمنوپقرستعڤوخيزاذثديفغهىجكلمنوپقرستعڤوخيز'

function letterFor(letters: string, letter: string): string {
  return letters[plain.indexOf(letter)] ?? letter
}

/** Every letter gets an accent, and every vowel is doubled: a third longer, like a translation from English. */
function accented(words: string): string {
  return words.replaceAll(/[A-Za-z]/g, (letter) => {
    const accent = letterFor(withAccents, letter)
    return /[aeiou]/i.test(letter) ? accent + accent.toLowerCase() : accent
  })
}

function inArabicLetters(words: string): string {
  return words.replaceAll(/[A-Za-z]/g, (letter) => letterFor(inArabic, letter))
}
