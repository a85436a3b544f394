import type { Profile } from '@comptoir/contracts/accounts/schemas'

/** What somebody is called: an account that nobody named has its email. */
export const nameOf = ({ firstName, lastName, email }: Profile): string =>
  [firstName, lastName].filter(Boolean).join(' ') || email
