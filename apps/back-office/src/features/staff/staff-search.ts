import type { StaffRole } from '@comptoir/contracts/accounts/staff-routes'
import {
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../ui/data-list/list-search.ts'
import { staffRoles } from './role-change.ts'

/** The address of the list of the staff: which role, how it is shown, and who is open beside it. */
export type StaffSearch = ListSearch & {
  readonly role?: StaffRole
  readonly person?: string
}

/** Reads the address: what makes no sense is left out. */
export function readStaffSearch(search: Readonly<Record<string, unknown>>): StaffSearch {
  return given({
    ...readListSearch(search),
    role: oneOf(search['role'], staffRoles),
    person: wordOf(search['person'], 80),
  })
}
