// No letter or figure that is taken for another when it is read out.
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/**
 * "R-7KQ2": by which a reviewer and the editors call one review. Made from the invitation, never from the submission: its reference
 * stands in letters to its author, and reviewers and authors may share an office.
 */
export function reviewCode(invitationId: string): string {
  const drawn = Number.parseInt(invitationId.slice(-5), 16)
  return `R-${[0, 5, 10, 15].map((shift) => signs[(drawn >> shift) & 31]).join('')}`
}
