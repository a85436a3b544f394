import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { customersEn, customersFr } from '../../messages/customers.ts'
import { useWords } from '../../office.tsx'
import type { StatusTone } from '../../ui/status-badge.tsx'

export const useCustomerWords = () => useWords({ fr: customersFr, en: customersEn })

/** What a state of an account asks of the staff. */
export const statusTones: Readonly<Record<Profile['status'], StatusTone>> = {
  active: 'good',
  suspended: 'bad',
  anonymised: 'ended',
}

/**
 * What a customer is called: by name, else by email.
 * @example nameOf({ firstName: '', lastName: 'Durand', email: 'd@example.com' }) // 'Durand'
 */
export const nameOf = ({
  firstName,
  lastName,
  email,
}: Pick<Profile, 'firstName' | 'lastName' | 'email'>): string =>
  [firstName, lastName].filter(Boolean).join(' ') || email
