// A message that the next page shows once: "Decided; the letter leaves at 14:10". In memory only.
let word = ''

export function setFlash(said: string): void {
  word = said
}

export function takeFlash(): string {
  const said = word
  word = ''
  return said
}
