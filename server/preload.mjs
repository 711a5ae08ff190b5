// Preloaded into every process that bootstrap.mjs or start.ts starts.
import './stop-with-parent.mjs'
import './quick-imports.mjs'
