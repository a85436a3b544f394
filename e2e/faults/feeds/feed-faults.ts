import type { AuditEntry } from '@comptoir/contracts/admin/audit'
import type { Dashboard, DashboardItem } from '@comptoir/contracts/admin/dashboard'
import type { VendorEntry } from '@comptoir/contracts/admin/vendors/ledger-schemas'
import { shipmentIdOf } from '@comptoir/contracts/ids'
import { readAll } from '@comptoir/tools/shop/running-shop'
import { createShopApi } from '@comptoir/tools/shop/shop-api'
import type { OrderBody } from '../../src/shopper.ts'
import type { TestPlatform, Trial } from '../kit/test-platform.ts'

/** Orders of a vendor's goods: some are on their way, some were cancelled before they left. */
export type Sold = {
  readonly vendorId: string
  readonly sent: readonly Trial[]
  readonly cancelled: readonly Trial[]
}

/** Where figures, ledger and audit log do not say what became of the orders, each thing once. */
export async function feedFaults(platform: TestPlatform, sold: Sold): Promise<string[]> {
  const { vendorId, sent, cancelled } = sold
  const client = createShopApi(platform.address.gatewayUrl)
  const shop = async <T>(operation: string) =>
    client<T>(operation, { token: await platform.staff() })
  const figure = '/api/dashboard/figures'
  const period = 'period=last30Days'
  const read = {
    sales: await readAll<DashboardItem>(shop, `${figure}/orders?${period}`),
    revenue: await readAll<DashboardItem>(shop, `${figure}/revenue?${period}`),
    toPrepare: await readAll<DashboardItem>(shop, `${figure}/to-prepare`),
    ledger: await readAll<VendorEntry>(shop, `/api/vendors/${vendorId}/ledger`),
    audit: await readAll<AuditEntry>(shop, '/api/audit?operation=AddTrackingEvent'),
  }
  const orders = await Promise.all([...sent, ...cancelled].map((trial) => platform.read(trial)))
  const isSent = new Set(sent.map(({ orderId }) => orderId))
  return orders.flatMap((order) => {
    const wanted = isSent.has(order.orderId) ? truthOfSent(order) : truthOfCancelled
    const found = saidOf(order, read)
    return found === wanted ? [] : [`${order.orderId} is said to be ${found}, not ${wanted}`]
  })
}

/** How often figures show an order, what it adds to the revenue, and what is entered of it. */
type Said = {
  readonly sales: number
  readonly revenue: number
  readonly toPrepare: number
  readonly entries: readonly string[]
  readonly handOvers: number
}
const textOf = ({ sales, revenue, toPrepare, entries, handOvers }: Said) =>
  `sold ${sales} times for ${revenue}, to prepare ${toPrepare} times, entered as ` +
  `[${entries.toSorted().join()}], handed over ${handOvers} times`

const truthOfSent = ({ totals }: OrderBody) =>
  textOf({
    ...{ sales: 1, revenue: totals.grandTotal.amount, toPrepare: 0, handOvers: 1 },
    entries: ['sale', 'commission'],
  })

const truthOfCancelled = textOf({
  ...{ sales: 1, revenue: 0, toPrepare: 0, entries: [], handOvers: 0 },
})

type Read = {
  readonly sales: readonly DashboardItem[]
  readonly revenue: readonly DashboardItem[]
  readonly toPrepare: readonly DashboardItem[]
  readonly ledger: readonly VendorEntry[]
  readonly audit: readonly AuditEntry[]
}

function saidOf({ orderId }: OrderBody, read: Read): string {
  const own = (items: readonly DashboardItem[]) => items.filter(({ id }) => id === orderId)
  const object = `shipments/${shipmentIdOf(orderId)}`
  return textOf({
    sales: own(read.sales).length,
    revenue: own(read.revenue).reduce((sum, { gross }) => sum + (gross?.amount ?? 0), 0),
    toPrepare: own(read.toPrepare).length,
    entries: read.ledger.filter((entry) => entry.orderId === orderId).map(({ kind }) => kind),
    handOvers: read.audit.filter(({ action }) => objectOf(action) === object).length,
  })
}

const objectOf = ({ object }: AuditEntry['action']) => `${object.collection}/${object.id}`

/** Says whether the orders of today are more than when this was called. */
export async function figuresMoved(platform: TestPlatform): Promise<() => Promise<boolean>> {
  const read = async () => {
    const asking = { token: await platform.staff() }
    const { body } = await platform.api<Dashboard>('GET /api/dashboard', asking)
    return body.today?.orders.value ?? 0
  }
  const before = await read()
  return async () => (await read()) > before
}
