import type { Profile } from '@comptoir/contracts/accounts/schemas'
import {
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../../ui/data-list/list-search.ts'

export type AccountStatus = Profile['status']

export const accountStatuses = [
  ...(['active', 'suspended', 'anonymised'] as const),
] satisfies readonly AccountStatus[]

/** What customers are searched by: words name an email, an id, a phone number or whole names. */
export type CustomerSearch = ListSearch & {
  readonly q?: string
  readonly status?: AccountStatus
}

/** Reads the address of the list of customers: what makes no sense is left out. */
export function readCustomerSearch(search: Readonly<Record<string, unknown>>): CustomerSearch {
  return given({
    ...readListSearch(search),
    q: wordOf(search['q'], 320),
    status: oneOf(search['status'], accountStatuses),
  })
}

/** The query of the operation for an address. */
export const customerQuery = ({ q, status }: CustomerSearch) => given({ q, status })

/**
 * The email that is searched for, when it is one.
 * @example emailIn(' ines@example.com') // 'ines@example.com'
 */
export function emailIn(q: string | undefined): string | undefined {
  const text = q?.trim()
  return text !== undefined && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : undefined
}
