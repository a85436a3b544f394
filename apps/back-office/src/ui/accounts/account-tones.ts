import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { StatusTone } from '../status-badge.tsx'

/** What a state of an account asks of the staff. */
export const accountTones: Readonly<Record<Profile['status'], StatusTone>> = {
  ...{ active: 'good', suspended: 'bad', anonymised: 'ended' },
}
