/** The most common Latin spelling of each Cyrillic and Greek letter. */
const romans: ReadonlyMap<string, string> = new Map(
  `а a б b в v г g ґ g д d е e є ye ё yo ж zh з z и i і i ї yi й y к k л l м m н n о o п p р r с s т t у u ў u ф f х kh ц ts
  ч ch ш sh щ shch ъ - ы y ь - э e ю yu я ya ј j љ lj њ nj ђ dj ћ c џ dz ѓ g ќ k ѕ dz қ k ң n ө o ү u ұ u һ h ғ g ә a
  α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ h ψ ps ω o`
    .split(/\s+/)
    .reduce<[string, string][]>((pairs, piece, at, all) => {
      if (at % 2 === 0) pairs.push([piece, all[at + 1] === '-' ? '' : (all[at + 1] ?? '')])
      return pairs
    }, []),
)

const theirs = /[\p{Script=Cyrillic}\p{Script=Greek}]/u

export function isOfTheirScripts(folded: string): boolean {
  return theirs.test(folded)
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/shch|tsch|sch|sh/g, 's'],
  [/zh/g, 'z'],
  [/t[sz]|t?ch/g, 'c'],
  [/kh|g/g, 'h'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/w/g, 'v'],
  [/ck|q/g, 'k'],
  [/ks/g, 'x'],
  [/ou/g, 'u'],
  [/[iyj]+(?=[aeou])/g, ''],
  [/[iyj]+/g, 'i'],
  [/(.)\1+/gu, '$1'],
]

/**
 * A form shared by the Latin spellings of one name, for example Shevchenko and Ševčenko, or Hryhoriy, Grigori and Григорий. Only for
 * comparing names in different scripts.
 */
export function commonSpelling(folded: string): string {
  const latin = theirs.test(folded)
    ? Array.from(folded.replaceAll('ου', 'u'), (character) => romans.get(character) ?? character).join('')
    : folded
  return spellings.reduce((text, [from, to]) => text.replaceAll(from, to), latin)
}
