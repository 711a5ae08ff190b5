import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { System } from './system.ts'

type Manifest = Record<string, { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }>

/** Compressed bytes of a first visit: a reader's page with its style, and all the script of the editor's first screen. */
export async function firstVisits({ origin, ground }: System): Promise<string[]> {
  const folder = 'dist/web'
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  // What gains nothing by it has no compressed twin.
  const compressed = (file: string) =>
    statSync(join(folder, existsSync(join(folder, `${file}.br`)) ? `${file}.br` : file)).size
  const page = await fetch(`${origin}/articles/${ground.articleNumber}`, { headers: { 'accept-encoding': 'gzip' } })
  const html = Number(page.headers.get('content-length') ?? 0)
  const style = compressed(manifest['web/reader/reader.css']?.file ?? '')
  const scripts = new Set<string>()
  const collect = (entry: string) => {
    const found = manifest[entry]
    if (!found || scripts.has(found.file)) return
    scripts.add(found.file)
    for (const next of found.imports ?? []) collect(next)
  }
  for (const entry of Object.keys(manifest).filter((name) =>
    /app\/main\.ts|editor\/pages\.ts|strings\/en\/(common|refusals|editor)/.test(name),
  ))
    collect(entry)
  const script = [...scripts].filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + compressed(file), 0)
  return [
    `first visit, article page: ${((html + style) / 1000).toFixed(1)} kB compressed (page ${(html / 1000).toFixed(1)}, style ${(style / 1000).toFixed(1)})`,
    `first visit, editor's desk: ${(script / 1000).toFixed(1)} kB of compressed script`,
  ]
}
