import { intlTag } from './strings.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "3.4 MB": powers of 1000, as file managers show them. */
export function sizeInWords(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
  const unit = units[power] ?? 'byte'
  const value = bytes / 1000 ** power
  const maximumFractionDigits = power === 0 || value >= 100 ? 0 : 1
  return new Intl.NumberFormat(intlTag(), {
    style: 'unit',
    unit,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits,
  }).format(value)
}

/** A limit, rounded down to a whole unit, so that a file of the size shown is accepted. */
export function limitInWords(bytes: number): string {
  const unit = 1000 ** Math.max(0, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  return sizeInWords(Math.floor(bytes / unit) * unit)
}
