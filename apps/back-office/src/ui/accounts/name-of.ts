import type { Profile } from '@comptoir/contracts/accounts/schemas'

/**
 * What somebody is called: by name, else by email.
 * @example nameOf({ firstName: '', lastName: 'Durand', email: 'd@example.com' }) // 'Durand'
 */
export const nameOf = ({
  firstName,
  lastName,
  email,
}: Pick<Profile, 'firstName' | 'lastName' | 'email'>): string =>
  [firstName, lastName].filter(Boolean).join(' ') || email
