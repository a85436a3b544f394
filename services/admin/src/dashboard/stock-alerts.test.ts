import type { CloudEvent } from '@comptoir/contracts/event'
import { silentLog } from '@comptoir/service/test/silent-log'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAdminApp } from '../../test/admin-app.ts'
import * as told from '../../test/shop-events.ts'
import { createDashboardSubscribers } from './follow-sales.ts'
import { createRebuilder, newRebuild } from './rebuild.ts'

const today = '2026-11-30T09:00:00.000Z'
const lately = '2026-11-30T09:55:00.000Z'
type Stock = NonNullable<NonNullable<Parameters<typeof told.logsOf>[1]>['stock']>

/** The SKUs that the dashboard shows as low, by what admin hears. */
function createStock() {
  const admin = createAdminApp()
  const subscribers = createDashboardSubscribers(admin)
  const hear = async (...events: CloudEvent[]) => {
    for (const event of events) await told.deliver(subscribers, event)
  }
  const low = async (): Promise<string[]> => {
    const { body } = await admin.ask('GET /api/dashboard/figures/stock-alerts', { as: 'staff' })
    const { value } = (await admin.ask('GET /api/dashboard', { as: 'staff' })).body.now.stockAlerts
    expect(body.items).toHaveLength(value)
    return body.items.map(({ id }: { id: string }) => id).toSorted()
  }
  async function rebuild(stock: Stock) {
    await admin.rebuilds.create('reb_1', newRebuild('usr_admin', today))
    await createRebuilder({
      ...{ ...admin, subscribers, clients: told.logsOf([], { stock }), log: silentLog() },
      ...{ signatures: admin.store.signatures, keys: admin.store.keys },
    })(new AbortController().signal)
    return (await admin.rebuilds.get('reb_1'))?.data.status
  }
  return { hear, low, rebuild }
}

describe('SKUs that are low', () => {
  it('are shown from their first level on, which raises no alert', async () => {
    const { hear, low } = createStock()
    await hear(
      told.stockLevel('MUG', 'out', 1, today),
      told.stockLevel('CUP', 'ok', 1, today),
      told.stockLevel('JAR', 'low', 1, today),
      told.stockLevel('JAR', 'ok', 2, today),
      told.alert('JAR', 'cleared', 2, today),
    )
    expect(await low()).toEqual(['MUG'])
  })

  it('stay when what was sold out comes back, and is still low', async () => {
    const { hear, low } = createStock()
    await hear(
      told.alert('MUG', 'out', 2, today),
      told.alert('CUP', 'out', 2, today),
      told.stockLevel('MUG', 'low', 3, today),
      told.alert('MUG', 'back_in_stock', 3, today, 'low'),
      told.alert('CUP', 'back_in_stock', 3, today, 'ok'),
    )
    expect(await low()).toEqual(['MUG'])
  })

  it('are what inventory told last, whatever came twice or in another order', async () => {
    const levels = fc.array(fc.constantFrom<Level>('ok', 'low', 'out', 'oversold'), {
      ...{ minLength: 1, maxLength: 8 },
    })
    const cases = levels.chain((path) => {
      const events = eventsOf(path)
      return fc.record({
        last: fc.constant(path.at(-1)),
        heard: fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }),
      })
    })
    await fc.assert(
      fc.asyncProperty(cases, async ({ last, heard }) => {
        const { hear, low } = createStock()
        await hear(...heard)
        expect(await low()).toEqual(last === 'ok' ? [] : ['MUG'])
      }),
      { numRuns: 200 },
    )
  })
})

describe('a rebuild', () => {
  it('takes over what inventory says of stock that no log has any more', async () => {
    const { hear, low, rebuild } = createStock()
    await hear(
      told.alert('OLD', 'low', 4, today),
      told.alert('KEPT', 'low', 4, today),
      told.alert('NEW', 'low', 4, lately),
    )
    const stock = [
      { sku: 'KEPT', level: 'low', version: 9 },
      { sku: 'MUG', level: 'low', version: 1 },
      { sku: 'CUP', level: 'out', version: 7 },
      { sku: 'JAR', level: 'oversold', version: 3 },
    ]
    expect(await rebuild(stock)).toBe('done')
    expect(await low()).toEqual(['CUP', 'JAR', 'KEPT', 'MUG', 'NEW'])
  })

  it('opens what was closed by an event of the version that inventory lists, and of no later one', async () => {
    const { hear, low, rebuild } = createStock()
    await hear(
      told.alert('MUG', 'back_in_stock', 3, today, 'ok'),
      told.alert('CUP', 'cleared', 4, today),
    )
    const stock = [
      { sku: 'MUG', level: 'low', version: 3 },
      { sku: 'CUP', level: 'low', version: 3 },
    ]
    expect(await rebuild(stock)).toBe('done')
    expect(await low()).toEqual(['MUG'])
  })
})

type Level = 'ok' | 'low' | 'out' | 'oversold'
const severity: Readonly<Record<Level, number>> = { ok: 0, low: 1, out: 2, oversold: 3 }

/** What inventory tells of a SKU that goes through these levels. */
const eventsOf = (path: readonly Level[]): CloudEvent[] =>
  path.flatMap((level, n) => {
    const version = n + 1
    const kind = alertOf(path[n - 1], level)
    return [
      told.stockLevel('MUG', level, version, today),
      ...(kind ? [told.alert('MUG', kind, version, today, level)] : []),
    ]
  })

function alertOf(before: Level | undefined, after: Level): string | undefined {
  if (!before) return undefined
  if (severity[after] > severity[before]) return after
  if (severity[before] >= 2 && severity[after] <= 1) return 'back_in_stock'
  return before === 'low' && after === 'ok' ? 'cleared' : undefined
}
