import { fileURLToPath } from 'node:url'
import type { Settings } from './deps.ts'
import { interfaceLanguages, pseudoLanguages } from './domain/languages.ts'
import type { Env } from './env.ts'
import { knownHosts } from './http/hosts.ts'

/** The part of the environment that the API's parts need. */
export function settingsOf(env: Env): Settings {
  return {
    publicUrl: env.PUBLIC_URL,
    secret: env.SECRET,
    trustedProxies: env.TRUSTED_PROXIES,
    hosts: knownHosts(env),
    mailboxDir: env.MAILBOX_DIR ?? null,
    viteUrl: env.VITE_URL ?? null,
    locales: env.PSEUDO_LANGUAGES ? [...interfaceLanguages, ...pseudoLanguages] : interfaceLanguages,
    webDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
  }
}
