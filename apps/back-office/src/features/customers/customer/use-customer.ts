import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { readUser } from '@comptoir/contracts/accounts/user-routes'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

const customerKey = (userId: string) => ['accounts', 'GetUser', userId]

export function useCustomer(userId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: customerKey(userId),
    queryFn: ({ signal }) =>
      call<typeof readUser>('GET /api/users/{userId}', { params: { userId }, signal }),
  })
}

/** Keeps what a change of a customer answered, and has the lists read again. */
export function useKeepCustomer(): (customer: Profile) => void {
  const queries = useQueryClient()
  return (customer) => {
    queries.setQueryData(customerKey(customer.userId), customer)
    void queries.invalidateQueries({ queryKey: ['accounts', 'ListUsers'] })
  }
}

/** Has a customer and all lists read again. */
export function useCustomerChanged(userId: string): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: customerKey(userId) })
    void queries.invalidateQueries({ queryKey: ['accounts', 'ListUsers'] })
  }
}
