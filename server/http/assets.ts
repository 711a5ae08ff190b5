import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { Settings } from '../deps.ts'

/** Source path to the built file's name, from Vite's manifest. */
type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>

export interface Assets {
  /** The address of a built entry such as `web/reader/reader.css`; in development, the Vite server's. */
  url(entry: string): string
  /** Scripts that an entry imports at once, for preloading. */
  imports(entry: string): readonly string[]
}

/** @throws Error when the screens have not been built and there is no Vite server */
export function assetsOf({ webDir, viteUrl }: Pick<Settings, 'webDir' | 'viteUrl'>): Assets {
  if (viteUrl !== null) return { url: (entry) => `${viteUrl}/${entry}`, imports: () => [] }
  const path = join(webDir, 'manifest.json')
  if (!existsSync(path)) throw new Error(`The screens are not built: ${path} is missing. Run npm start, or vite build.`)
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  const built = (entry: string) => {
    const found = manifest[entry]
    if (!found) throw new Error(`no built file for ${entry}`)
    return found
  }
  return {
    url: (entry) => `/assets/${built(entry).file}`,
    imports: (entry) => (built(entry).imports ?? []).map((name) => `/assets/${built(name).file}`),
  }
}

/** Names carry a hash of the content: a browser asks once. Compressed beside each file at build time. */
export async function registerAssets(app: FastifyInstance, { webDir, viteUrl }: Settings): Promise<void> {
  if (viteUrl !== null) return
  await app.register(fastifyStatic, {
    root: webDir,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  })
}
