import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The server makes the pages' HTML and reads dist/web/manifest.json for the names; files are served under /assets/.
export default defineConfig(({ command }) => ({
  base: command === 'build' ? '/assets/' : '/',
  publicDir: false,
  build: {
    outDir: 'dist/web',
    assetsDir: '',
    emptyOutDir: true,
    manifest: 'manifest.json',
    sourcemap: false,
    target: 'es2022',
    // No script from strings or blobs, no inlined data addresses: the content security policy stays as strict as it is.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        app: file('web/app/main.ts'),
        'app-style': file('web/app/app.css'),
        reader: file('web/reader/reader.css'),
        'reader-island': file('web/reader/island.ts'),
        'plain-style': file('web/plain/plain.css'),
        'plain-script': file('web/plain/plain.ts'),
      },
    },
  },
  server: { host: '127.0.0.1', strictPort: true },
}))
