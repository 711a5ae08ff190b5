// Preloaded (node --import): a process starts two to three times faster and needs a third of the memory. Nothing depends on it.
import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

// Caches the compiled and type-stripped sources of the last start; a changed source is compiled again.
enableCompileCache(fileURLToPath(new URL('../.cache/node', import.meta.url)))

// Node 24 reads the package.json of a package again for each of its modules. Drizzle has 120 modules and 180 kB of package.json: 0.5 s
// and 190 MB in every process. Its modules name each other by relative path, which needs no package.json at all.
const slow = '/node_modules/drizzle-orm/'

registerHooks({
  resolve(specifier, context, nextResolve) {
    const relative = specifier.startsWith('.') && specifier.endsWith('.js')
    if (!relative || !context.parentURL?.includes(slow)) return nextResolve(specifier, context)
    return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
  },
})
