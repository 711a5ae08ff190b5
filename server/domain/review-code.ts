// Without letters and digits that are easily mistaken for each other when read aloud.
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * "R-7KQ2": the name that a reviewer and the editors use for one review. Made from the invitation's id, not from the submission: the
 * submission's reference stands in letters to its author, and reviewers and authors may share an office.
 */
export function reviewCode(invitationId: string): string {
  const drawn = Number.parseInt(invitationId.slice(-5), 16)
  return `R-${[0, 5, 10, 15].map((shift) => signs[(drawn >> shift) & 31]).join('')}`
}
