import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import { compose } from '@comptoir/tools/test-compose/compose'
import { describe, expect, inject, it } from 'vitest'
import { killAmongSagas } from '../faults/drills/outages/kill.ts'
import { countsText, settle } from '../faults/kit/buyers.ts'
import { checkAll } from '../faults/kit/check.ts'
import { drill } from '../faults/kit/drill.ts'
import { createTestPlatform } from '../faults/kit/test-platform.ts'
import { eventually } from '../src/api.ts'
import { readLedger } from '../src/ledger.ts'
import { allReady, containersAsProcesses, restarts } from './kit/containers.ts'

const shutDownSidecar = `fetch('http://127.0.0.1:' + process.env.DAPR_HTTP_PORT + '/v1.0/shutdown', {
  method: 'POST', headers: { 'dapr-api-token': process.env.DAPR_API_TOKEN },
})`

const platform = createTestPlatform(inject('platform'), containersAsProcesses())

describe('the shop of docker compose', () => {
  it('has the products of the demo shop, with pictures', async () => {
    const { body } = await platform.api<ProductPage>('GET /api/products?limit=100')
    expect(body.items.length).toBeGreaterThan(10)
    const path = body.items.find(({ imagePath }) => imagePath)?.imagePath ?? ''
    const picture = await fetch(`${platform.address.gatewayUrl}/api/images/${path}?w=160`)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^image\//),
    ])
  })

  it('takes an order through the published port, and money for it', async () => {
    const trial = await platform.trial()
    const order = await platform.reach(trial, ['processing'])
    const { charged } = await readLedger(platform.address, trial.orderId)
    expect(charged).toBe(order.totals.grandTotal.amount)
  })

  it('goes on when orders is restarted in the middle of twenty sagas', () =>
    drill(platform, 'docker compose restart orders', () => killAmongSagas(platform, 'orders')))

  it('goes on when Redis is killed in the middle of twenty sagas', () =>
    drill(platform, 'docker compose kill redis', () => killAmongSagas(platform, 'redis')))

  it.for([
    { name: 'orders', program: "process.kill(1, 'SIGTERM')" },
    { name: 'orders-sidecar', program: shutDownSidecar },
  ])('goes on when $name ends by itself', ({ name, program }) =>
    drill(platform, `${name} ends by itself`, () => endByItself(name, program)),
  )
})

/** What ends is started again by the engine, not by compose: nothing else is restarted with it. */
async function endByItself(name: string, program: string) {
  const before = await restarts(name)
  await compose(['exec', '-T', 'orders', 'node', '-e', program])
  await eventually(
    `${name} to be started again`,
    () => restarts(name),
    (n) => n > before,
    90_000,
  )
  await allReady()
  const trial = await platform.trial()
  const counts = await settle(platform, [trial])
  const lost = counts['processing'] === 1 ? [] : [`the order after it: ${countsText(counts)}`]
  return { broke: [...lost, ...(await checkAll(platform))], note: countsText(counts) }
}
