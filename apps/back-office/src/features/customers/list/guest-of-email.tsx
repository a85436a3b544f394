import type { eraseGuestOrders } from '@comptoir/contracts/orders/guest-routes'
import type { listOrders } from '@comptoir/contracts/orders/routes'
import { Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useCustomerWords } from '../customer-words.ts'

type Props = { readonly email: string }

/** Who orders without an account is found by their orders only; staff erase them by the email. */
export function GuestOfEmail({ email }: Props) {
  const { call } = useApi()
  const texts = useCustomerWords()
  const { may } = usePermissions()
  const queries = useQueryClient()
  const [erased, setErased] = useState<number>()
  const orders = useQuery({
    queryKey: ['orders', 'ListOrders', { email }, 'sums'],
    queryFn: ({ signal }) =>
      call<typeof listOrders>('GET /api/orders', {
        query: { email, limit: 1, totals: 'true' },
        signal,
      }),
  })
  const count = orders.data?.totals?.count
  async function erase(reason: string): Promise<void> {
    // `reason` goes into the audit log
    const body = { email, reason }
    const answer = await call<typeof eraseGuestOrders>('POST /api/orders/erasures', { body })
    setErased(answer.orders)
    void queries.invalidateQueries({ queryKey: ['orders'] })
  }
  return (
    <>
      {count === undefined ? null : (
        <Link to="/orders" search={{ email }}>
          {texts.guest.orders(count)}
        </Link>
      )}
      {may('customers.erase') ? (
        <DangerAction
          action={texts.guest.erase}
          request={`erase-guest/${email}`}
          effect={texts.guest.effect(email)}
          run={erase}
        >
          <Text size="sm">{texts.guest.keeps}</Text>
        </DangerAction>
      ) : null}
      <span role="status">{erased === undefined ? '' : texts.guest.erased(erased)}</span>
    </>
  )
}
