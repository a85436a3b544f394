import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { NeedsThisMachine } from '../../src/platform.ts'
import { onHand } from '../../src/shopper.ts'
import { countsText, fillBaskets, newBuyer, orderBasket, settle, trialsOf } from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import type { Outcome } from '../kit/drill.ts'
import { grepLogs } from '../kit/processes.ts'
import { type TestPlatform, withRetries } from '../kit/test-platform.ts'

/**
 * So many checkouts at the same moment: none is lost, none is stuck, no work item is dropped. `seconds` is from the first
 * request until the last order is settled.
 */
export async function burst(
  platform: TestPlatform,
  count: number,
): Promise<Outcome & { readonly seconds: number }> {
  const buyer = await newBuyer(platform, count)
  const baskets = await fillBaskets(platform, count, [{ sku: buyer.sku, quantity: 1 }])
  const startedAt = performance.now()
  const ids = await Promise.all(baskets.map((basket) => orderBasket(platform, buyer, basket)))
  const trials = trialsOf(buyer, ids)
  const counts = await settle(platform, trials, 240_000)
  const seconds = (performance.now() - startedAt) / 1000
  const { home, isElsewhere } = platform.address
  const dropped = isElsewhere ? [] : grepLogs(home, ['orders', 'orders-sidecar'], /queue full/i)
  const lost = counts['processing'] === count ? [] : [`of ${count}: ${countsText(counts)}`]
  const broke = [...lost, ...dropped.slice(0, 3), ...(await checkAll(platform, 240_000))]
  return { broke, note: `${countsText(counts)} in ${seconds.toFixed(1)} s`, seconds }
}

/** Fifty shoppers want one each of three products of which there are ten: ten get all three, forty nothing. */
export async function lastTen(platform: TestPlatform): Promise<Outcome> {
  const buyer = await newBuyer(platform, 100)
  const skus = [await platform.sellNew(10), await platform.sellNew(10), await platform.sellNew(10)]
  const orders = [skus, skus.toReversed(), [skus[1] ?? '', skus[2] ?? '', skus[0] ?? '']]
  const baskets = await mapInParallel(Array.from({ length: 50 }), (_, n) =>
    fillBaskets(
      platform,
      1,
      (orders[n % 3] ?? skus).map((sku) => ({ sku, quantity: 1 })),
    ),
  )
  const ids = await Promise.all(
    baskets.flat().map((basket) => orderBasket(platform, buyer, basket)),
  )
  const trials = trialsOf(buyer, ids)
  const counts = await settle(platform, trials)
  const left = await Promise.all(
    skus.map((sku) => withRetries(async () => onHand(platform.api, await platform.staff(), sku))),
  )
  const wrong = left.filter(({ onHand, available }) => onHand !== 0 || available !== 0)
  const broke = [
    ...(counts['processing'] === 10 ? [] : [countsText(counts)]),
    ...wrong.map((stock) => `left: ${JSON.stringify(stock)}`),
    ...(await checkAll(platform)),
  ]
  return { broke, note: `${countsText(counts)}, ${50 - trials.length} refused at once` }
}

/** Forty invoices at once while finalising fails in every way: numbers run from 1 to n all the same. */
export async function finaliseTogether(platform: TestPlatform): Promise<Outcome> {
  await platform.processes.allReady()
  const point = 'event:comptoir.orders.order-confirmed.v1'
  await platform.faults.plan(
    'billing',
    { point, mode: 'throw_before', times: 5 },
    { point, mode: 'lose_answer', times: 5 },
    { point, mode: 'duplicate', times: 10 },
    { point, mode: 'reorder', times: 5 },
    { point: 'publish:comptoir.billing.invoice-finalised.v1', mode: 'crash_before' },
  )
  return await burst(platform, 40)
}

/** The broker loses every message of twenty orders: consumers catch up from logs, the saga from its own polls. */
export async function loseAllMessages(platform: TestPlatform): Promise<Outcome> {
  const services = ['orders', 'payments', 'inventory', 'billing', 'shipping'] as const
  const lost = { point: 'publish:*', mode: 'lose', times: 10_000 } as const
  for (const service of services) await platform.faults.plan(service, lost)
  const outcome = await burst(platform, 20)
  for (const service of services) await platform.faults.clear(service)
  return outcome
}

/** Internal calls of another service, as any program with a sidecar could forge them. */
export async function forgeCalls({ address }: TestPlatform): Promise<string[]> {
  if (address.isElsewhere) throw new NeedsThisMachine('it calls services past the gateway')
  const target = '/internal/reservations/res_forged/release'
  const sidecar = `http://127.0.0.1:${3600 + address.portOffset}/v1.0/invoke/inventory/method`
  const direct = `http://127.0.0.1:${9003 + address.portOffset}`
  const asOrders = { 'dapr-caller-app-id': 'orders' }
  const own = address.sidecarTokens['gateway'] ?? ''
  const tries = [
    [403, `${sidecar}${target}`, { 'dapr-api-token': own }],
    [403, `${sidecar}${target}`, { ...asOrders, 'dapr-api-token': own }],
    [401, `${sidecar}${target}`, { ...asOrders, 'dapr-api-token': address.appApiToken }],
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
