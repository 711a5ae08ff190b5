// pdf.js warns on every start when these are missing, which it needs only to draw. Import this first.

/** Called with `new`. */
function drawing(): never {
  throw new Error('pdf.js is used to read text, not to draw')
}

for (const name of ['DOMMatrix', 'Path2D'])
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: drawing })
