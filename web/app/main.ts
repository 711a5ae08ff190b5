import './tj-app.ts'
import { forgetSent } from './view-state.ts'
import { followLinks } from './router.ts'
import { keepFocusClear } from './sticky-bars.ts'
import { refreshSession } from './session.ts'
import { startStrings } from './strings.ts'
import { asProblem } from './problem.ts'

// Starts the shell: loads the texts and the session, then the page of the address.
forgetSent()
await startStrings()
followLinks()
keepFocusClear()
const app = document.querySelector('tj-app') ?? document.body.appendChild(document.createElement('tj-app'))
try {
  await refreshSession()
  await app.go()
} catch (failure) {
  app.fail(asProblem(failure))
}
