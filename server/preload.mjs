// What every process of the journal's own begins with, when bootstrap.mjs or start.ts starts it.
import './stop-with-parent.mjs'
import './quick-imports.mjs'
