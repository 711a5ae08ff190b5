import type { Client } from './client.ts'

/** The text of every sitemap that the list of sitemaps names, and of the list itself. */
export async function wholeSitemap(client: Client): Promise<string> {
  const list = await textAt(client, '/sitemap.xml')
  const parts = [...list.matchAll(/<loc>[^<]*(\/sitemap-[^<]+)<\/loc>/g)].map(([, path = '']) => textAt(client, path))
  return [list, ...(await Promise.all(parts))].join('\n')
}

async function textAt(client: Client, path: string): Promise<string> {
  const { status, body } = await client.open(path)
  if (status !== 200 || !(body instanceof Uint8Array)) throw new Error(`${path} answered ${status}`)
  return Buffer.from(body).toString()
}
