import type { ListPage } from '@comptoir/dapr/documents/documents'
import type { Account } from './account.ts'
import { type Accounts, wordsOf } from './account-store.ts'

export type AccountSearch = {
  readonly q?: string | undefined
  readonly status?: Account['status'] | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Accounts, newest first: all, those in a state, or those that a text names (email, id, or words of the name). */
export async function findAccounts(
  accounts: Accounts,
  search: AccountSearch,
): Promise<ListPage<Account>> {
  const { q, status, limit, cursor } = search
  const page = { limit, cursor, order: 'desc' as const }
  if (!q) return await accounts.list('of', status ? `status:${status}` : 'all', page)
  const named = q.includes('@') ? await accounts.byEmail(q) : await accounts.get(q)
  if (named) return { items: [named] }
  const [first, ...others] = wordsOf(q)
  if (!first || q.includes('@')) return { items: [] }
  const found = await accounts.list('name', first, page)
  const items = found.items.filter(({ data }) => {
    const words = wordsOf(`${data.firstName} ${data.lastName}`)
    return others.every((word) => words.includes(word)) && (!status || data.status === status)
  })
  return { ...found, items }
}
