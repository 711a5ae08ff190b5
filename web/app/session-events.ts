// Told on `window`: what opens, saves and shows things must not know of one another.

/** Somebody's session turned out to be over while their page is open. */
export const signedOutEvent = 'tj-signed-out'
/** Asks for the dialog to sign in again. */
export const signInEvent = 'tj-sign-in'
/** The person whose page is open has signed in again: what waited for it goes on. */
export const signedInEvent = 'tj-signed-in'
/** The journal answers again after it could not be reached. */
export const reachedEvent = 'tj-reached'
