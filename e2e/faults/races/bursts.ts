import { onHand } from '../../src/shopper.ts'
import {
  countsText,
  fillBaskets,
  forEach,
  newBuyer,
  orderBasket,
  settle,
  trialsOf,
} from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import { grepLogs } from '../kit/processes.ts'
import { type Stand, stubborn } from '../kit/stand.ts'

type Outcome = { readonly broke: string[]; readonly note: string }

/** So many checkouts at the same moment: none is lost, none is stuck, no work item is dropped. */
export async function burst(stand: Stand, count: number): Promise<Outcome> {
  const buyer = await newBuyer(stand, count)
  const baskets = await fillBaskets(stand, count, [{ sku: buyer.sku, quantity: 1 }])
  const startedAt = performance.now()
  const ids = await Promise.all(baskets.map((basket) => orderBasket(stand, buyer, basket)))
  const trials = trialsOf(buyer, ids)
  const counts = await settle(stand, trials, 240_000)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const dropped = grepLogs(stand.platform.home, ['orders', 'orders-sidecar'], /queue full/i)
  const lost = counts['processing'] === count ? [] : [`of ${count}: ${countsText(counts)}`]
  const broke = [...lost, ...dropped.slice(0, 3), ...(await checkAll(stand, 240_000))]
  return { broke, note: `${countsText(counts)} in ${seconds} s` }
}

/** Fifty shoppers want one each of three products of which there are ten: ten get all three, forty nothing. */
export async function lastTen(stand: Stand): Promise<Outcome> {
  const buyer = await newBuyer(stand, 100)
  const skus = [await stand.sellNew(10), await stand.sellNew(10), await stand.sellNew(10)]
  const orders = [skus, skus.toReversed(), [skus[1] ?? '', skus[2] ?? '', skus[0] ?? '']]
  const baskets = await forEach(Array.from({ length: 50 }), (_, n) =>
    fillBaskets(
      stand,
      1,
      (orders[n % 3] ?? skus).map((sku) => ({ sku, quantity: 1 })),
    ),
  )
  const ids = await Promise.all(baskets.flat().map((basket) => orderBasket(stand, buyer, basket)))
  const trials = trialsOf(buyer, ids)
  const counts = await settle(stand, trials)
  const left = await Promise.all(
    skus.map((sku) => stubborn(async () => onHand(stand.api, await stand.staff(), sku))),
  )
  const wrong = left.filter(({ onHand, available }) => onHand !== 0 || available !== 0)
  const broke = [
    ...(counts['processing'] === 10 ? [] : [countsText(counts)]),
    ...wrong.map((stock) => `left: ${JSON.stringify(stock)}`),
    ...(await checkAll(stand)),
  ]
  return { broke, note: `${countsText(counts)}, ${50 - trials.length} told at once` }
}

/** Forty invoices at once while finalising fails in every way: numbers run from 1 to n all the same. */
export async function finaliseTogether(stand: Stand): Promise<Outcome> {
  await stand.processes.allReady()
  const point = 'event:comptoir.orders.order-confirmed.v1'
  await stand.faults.plan(
    'billing',
    { point, mode: 'throw_before', times: 5 },
    { point, mode: 'lose_answer', times: 5 },
    { point, mode: 'duplicate', times: 10 },
    { point, mode: 'reorder', times: 5 },
    { point: 'publish:comptoir.billing.invoice-finalised.v1', mode: 'crash_before' },
  )
  return await burst(stand, 40)
}

/** The broker takes every message of twenty orders and delivers none: the logs and the saga's questions do. */
export async function silence(stand: Stand): Promise<Outcome> {
  const services = ['orders', 'payments', 'inventory', 'billing', 'shipping'] as const
  const lost = { point: 'publish:*', mode: 'lose', times: 10_000 } as const
  for (const service of services) await stand.faults.plan(service, lost)
  const outcome = await burst(stand, 20)
  for (const service of services) await stand.faults.clear(service)
  return outcome
}

/** Calls of another service's inside, as a neighbour with a sidecar could make them. */
export async function forge({ platform }: Stand): Promise<string[]> {
  const target = '/internal/reservations/res_forged/release'
  const sidecar = `http://127.0.0.1:${3600 + platform.portOffset}/v1.0/invoke/inventory/method`
  const direct = `http://127.0.0.1:${9003 + platform.portOffset}`
  const asOrders = { 'dapr-caller-app-id': 'orders' }
  const own = platform.sidecarTokens['gateway'] ?? ''
  const tries = [
    [403, `${sidecar}${target}`, { 'dapr-api-token': own }],
    [403, `${sidecar}${target}`, { ...asOrders, 'dapr-api-token': own }],
    [401, `${sidecar}${target}`, { ...asOrders, 'dapr-api-token': platform.appApiToken }],
    [403, `${direct}${target}`, asOrders],
    [403, `${direct}${target}`, { ...asOrders, 'dapr-api-token': 'guess' }],
  ] as const
  const answers = await Promise.all(
    tries.map(async ([wanted, url, headers]) => {
      const { status } = await fetch(url, { method: 'PUT', headers })
      return { wanted, status }
    }),
  )
  return answers.flatMap(({ wanted, status }, n) =>
    status === wanted ? [] : [`try ${n + 1} answers ${status}, not ${wanted}`],
  )
}
