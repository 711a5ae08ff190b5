/**
 * Two worlds that differ in nothing but who made the file, when, where and with what. A clean copy of the one must equal a
 * clean copy of the other byte for byte; nothing that is planted in either may be found in it.
 */
export interface Who {
  /** Unique to the position, so that what survives says where it was. */
  readonly mark: string
  readonly name: string
  /** Name and mark, as one would stand in an author field. */
  readonly full: string
  readonly initials: string
  readonly mail: string
  readonly company: string
  readonly windowsPath: string
  readonly unixPath: string
  readonly uncPath: string
  /** ISO 8601, seconds, UTC. */
  readonly date: string
  /** As EXIF and PDF count. */
  readonly day: { readonly year: number; readonly month: number; readonly day: number }
  readonly software: string
  readonly rsid: string
  readonly paraId: string
  readonly guid: string
  /** For names of parts, bookmarks and the like. */
  readonly word: string
  readonly latitude: number
}

export type World = (position: string) => Who

export const firstWorld: World = (position) => {
  const mark = `Zzqx-${slug(position)}-7f3a`
  return {
    mark,
    name: 'Amina Ndiaye',
    full: `Amina Ndiaye ${mark}`,
    initials: `AN ${mark}`,
    mail: `amina.ndiaye@${mark.toLowerCase()}.example`,
    company: `Ndiaye Clinic ${mark}`,
    windowsPath: `C:\\Users\\Amina Ndiaye\\${mark}\\`,
    unixPath: `/home/amina/${mark}/`,
    uncPath: `\\\\ndiaye-server\\${mark}\\`,
    date: '2019-07-23T11:47:09Z',
    day: { year: 2019, month: 7, day: 23 },
    software: `Zzqxwriter ${mark}`,
    rsid: '00A7B3C9',
    paraId: '1A7B3C9D',
    guid: '7F3A7F3A-1234-4ABC-8DEF-ABCDEF012345',
    word: `AminaNdiaye_${mark.replaceAll('-', '_')}`,
    latitude: 14,
  }
}

// Longer in every place, with letters outside ASCII: lengths and encodings must not show through either.
export const secondWorld: World = (position) => {
  const mark = `Qvvkwanderer-${slug(position)}-91bcde`
  return {
    mark,
    name: 'Oluwaseun Adébáyò-Okafor',
    full: `Oluwaseun Adébáyò-Okafor ${mark}`,
    initials: `OAO ${mark}`,
    mail: `o.adebayo.okafor@${mark.toLowerCase()}.example`,
    company: `Adébáyò-Okafor & Partners ${mark}`,
    windowsPath: `D:\\Profiles\\okafor.o\\Documents\\${mark}\\`,
    unixPath: `/Users/oluwaseun/Documents/${mark}/`,
    uncPath: `\\\\okafor-fileserver\\papers\\${mark}\\`,
    date: '2024-01-02T03:04:05Z',
    day: { year: 2024, month: 1, day: 2 },
    software: `Qvvkoffice Ultimate ${mark}`,
    rsid: '0055D2E1',
    paraId: '55D2E1F0',
    guid: '91BC91BC-4321-4CBA-9FED-012345ABCDEF',
    word: `Okafor_${mark.replaceAll('-', '_')}`,
    latitude: 6,
  }
}

// Without the kind of file, which the name scan would take for the name of a program ("… PDF").
function slug(position: string): string {
  return position
    .replace(/^\S+ (media \S+ )?/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** For text and attributes alike. */
export function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
