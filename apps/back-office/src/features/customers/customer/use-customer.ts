import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { accountKey, accountQuery } from '../../../ui/accounts/account-query.ts'

export function useCustomer(userId: string) {
  const { call } = useApi()
  return useQuery(accountQuery(call, userId))
}

/** Keeps what a change of a customer answered, and has the lists read again. */
export function useKeepCustomer(): (customer: Profile) => void {
  const queries = useQueryClient()
  return (customer) => {
    queries.setQueryData(accountKey(customer.userId), customer)
    void queries.invalidateQueries({ queryKey: ['accounts', 'ListUsers'] })
  }
}

/** Has a customer and all lists read again. */
export function useCustomerChanged(userId: string): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: accountKey(userId) })
    void queries.invalidateQueries({ queryKey: ['accounts', 'ListUsers'] })
  }
}
