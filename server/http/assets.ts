import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { ofDocuments } from './security.ts'
import type { Settings } from '../deps.ts'

/** Vite's manifest: from the path of a source to the name of the built file. */
type Manifest = Readonly<Record<string, { readonly file: string; readonly imports?: readonly string[] }>>

export interface Assets {
  /** The address of a built entry such as `web/reader/reader.css`; in development, the Vite server's. */
  url(entry: string): string
  /** Scripts that an entry imports statically, for preloading. */
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

/** File names contain a hash of the content, so a browser loads each file once. The compressed files were made at build time. */
export async function registerAssets(app: FastifyInstance, { webDir, viteUrl }: Settings): Promise<void> {
  if (viteUrl !== null) return
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      if (reply.statusCode < 400) for (const name of ofDocuments) reply.removeHeader(name)
    })
    await scope.register(fastifyStatic, {
      root: webDir,
      prefix: '/assets/',
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      index: false,
      decorateReply: false,
    })
  })
}
