// Events on `window`, so that the modules that load, save and show things need not import each other.

/** The session has ended while a page of it is open. */
export const signedOutEvent = 'tj-signed-out'
/** Asks the shell to open the dialog for signing in again. */
export const signInEvent = 'tj-sign-in'
/** The person whose page is open has signed in again: waiting requests continue. */
export const signedInEvent = 'tj-signed-in'
/** The server answers again after it could not be reached. */
export const reachedEvent = 'tj-reached'
