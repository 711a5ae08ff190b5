import { fileURLToPath } from 'node:url'
import type { Settings } from './deps.ts'
import type { Env } from './env.ts'
import { knownHosts } from './http/hosts.ts'

/** What of the environment the API's parts are given. */
export function settingsOf(env: Env): Settings {
  return {
    publicUrl: env.PUBLIC_URL,
    secret: env.SECRET,
    trustedProxies: env.TRUSTED_PROXIES,
    hosts: knownHosts(env),
    mailboxDir: env.MAILBOX_DIR ?? null,
    viteUrl: env.VITE_URL ?? null,
    webDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
  }
}
