// What a page says after it has led on to another: "Decided; the letter leaves at 14:10". In memory only, said once.
let word = ''

export function setFlash(said: string): void {
  word = said
}

export function takeFlash(): string {
  const said = word
  word = ''
  return said
}
