import type { readOrder } from '@comptoir/contracts/orders/routes'
import { countryName } from '@comptoir/site/country-name'
import { useQueries } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { addressLines } from '../../../ui/detail/address-lines.ts'
import classes from '../../../ui/detail/detail.module.css'
import { useCustomerWords } from '../customer-words.ts'
import own from './customer.module.css'
import { addressesOf, type OrderAddress } from './order-addresses.ts'
import { useOrdersOf } from './orders.tsx'

const readOrders = 3

/** Where the latest orders went, and who paid. The address book is the customer's own: staff do not read it. */
export function Addresses({ userId }: { readonly userId: string }) {
  const { call } = useApi()
  const texts = useCustomerWords()
  const orders = useOrdersOf(userId).data?.items.slice(0, readOrders) ?? []
  const read = useQueries({
    queries: orders.map(({ orderId }) => ({
      queryKey: ['orders', 'GetOrder', orderId],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        call<typeof readOrder>('GET /api/orders/{orderId}', { params: { orderId }, signal }),
    })),
  })
  const addresses = addressesOf(read.flatMap(({ data }) => data ?? []))
  if (addresses.length === 0) return null
  return (
    <section className={classes['block']}>
      <h2>{texts.addresses}</h2>
      {addresses.map((address) => (
        <Place key={JSON.stringify(address)} address={address} />
      ))}
    </section>
  )
}

function Place({ address }: { readonly address: OrderAddress }) {
  const locale = useLocale()
  return (
    <address className={own['address']}>
      {[...addressLines(address), countryName(address.countryCode, locale)].join('\n')}
    </address>
  )
}
