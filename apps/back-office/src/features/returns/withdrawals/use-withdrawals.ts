import type { listWithdrawals } from '@comptoir/contracts/orders/return-routes'
import type { StaffWithdrawal } from '@comptoir/contracts/orders/withdrawal-schemas'
import { useApi } from '../../../office.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import type { WithdrawalSearch } from './withdrawal-search.ts'

export const withdrawalsKey = ['orders', 'ListWithdrawals'] as const

/** The confirmed withdrawals of an outcome, newest first. */
export function useWithdrawals({ outcome }: WithdrawalSearch) {
  const { call } = useApi()
  const query = given({ outcome })
  return usePages<StaffWithdrawal>([...withdrawalsKey, query], (page, signal) =>
    call<typeof listWithdrawals>('GET /api/withdrawals', { query: { ...query, ...page }, signal }),
  )
}
