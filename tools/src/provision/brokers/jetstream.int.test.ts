import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { PaymentSucceeded } from '@comptoir/contracts/payments/events'
import { subscriptions } from '@comptoir/contracts/subscriptions'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect, nanos } from '@nats-io/transport-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningPart, runPart } from '../../../test/sandbox/running-part.ts'
import { provideJetstream } from './jetstream.ts'
import { makeStreams, serversOf, streamOf } from './jetstream-streams.ts'
import { administrator } from './jetstream-users.ts'
import { allTopics } from './topics.ts'

let running: RunningPart

beforeAll(async () => {
  running = await runPart(provideJetstream, mkdtempSync(`${tmpdir()}/comptoir-jetstream-`))
}, 300_000)
afterAll(() => running.stop())

const addressOf = (appId: AppId) => running.part.sidecarEnvironment(appId)['BROKER_ADDRESS'] ?? ''
function administratorsAddress(): string {
  const url = new URL(addressOf('orders'))
  const { name, password } = administrator({ partsKey: 'test' })
  return `nats://${name}:${password}@${url.host}`
}

/** Logs in at an address, does something, and logs out. */
async function at<T>(
  url: string,
  use: (connection: Awaited<ReturnType<typeof connect>>) => Promise<T>,
) {
  const connection = await connect({ ...serversOf(url), reconnect: false })
  try {
    return await use(connection)
  } finally {
    await connection.close()
  }
}

const publish = (appId: AppId, topic: string) =>
  at(addressOf(appId), (connection) =>
    jetstream(connection).publish(topic, '{}', { timeout: 1_000 }),
  )

describe('JetStream as the broker', () => {
  it('keeps each topic on disk for a week, in a stream of its own', async () => {
    const { config } = await at(administratorsAddress(), async (connection) =>
      (await jetstreamManager(connection)).streams.info(streamOf(OrderConfirmed.type)),
    )
    expect(config).toMatchObject({
      ...{ subjects: [OrderConfirmed.type], storage: 'file', retention: 'limits' },
      ...{ max_age: nanos(7 * 24 * 3_600_000), num_replicas: 1 },
    })
  })

  it('is prepared once: again, nothing is made', async () => {
    const streams = await at(administratorsAddress(), async (connection) => {
      const manager = await jetstreamManager(connection)
      return (await manager.streams.names().next()).toSorted()
    })
    expect(streams).toEqual(allTopics.map(streamOf).toSorted())
    expect(await makeStreams(administratorsAddress())).toEqual([])
  })

  it('has a consumer of each service that hears a kind of event, which waits for it', async () => {
    const consumers = await at(administratorsAddress(), async (connection) =>
      (await jetstreamManager(connection)).consumers.list(streamOf(OrderConfirmed.type)).next(),
    )
    const names = consumers.map(({ name }) => name).toSorted()
    const hearers = appIds.filter((appId) => subscriptions[appId]?.includes(OrderConfirmed))
    expect(hearers).toContain('inventory')
    expect(names).toEqual(hearers.toSorted())
    expect(consumers[0]?.config).toMatchObject({ ack_wait: nanos(180_000), max_ack_pending: 1_000 })
  })

  it('takes from a service its own kinds of event, and no other', async () => {
    expect(await publish('orders', OrderConfirmed.type)).toMatchObject({ duplicate: false })
    await expect(publish('payments', OrderConfirmed.type)).rejects.toThrow(/permission/i)
    expect(await publish('payments', PaymentSucceeded.type)).toMatchObject({ duplicate: false })
  })

  it('lets no service make or empty a stream, or hear what is for another', async () => {
    const asOrders = async (subject: string) =>
      at(addressOf('orders'), (connection) => connection.request(subject, '', { timeout: 1_000 }))
    const stream = streamOf(OrderConfirmed.type)
    await expect(asOrders(`$JS.API.STREAM.PURGE.${stream}`)).rejects.toThrow(/permission/i)
    await expect(asOrders('$JS.API.STREAM.CREATE.mine')).rejects.toThrow(/permission/i)
    const heard = at(addressOf('orders'), async (connection) => {
      for await (const message of connection.subscribe('deliver.shipping.>', { max: 1 }))
        return message
      return undefined
    })
    await expect(heard).rejects.toThrow(/permission/i)
  })

  it('lets in nobody else, and keeps its passwords from other users of the machine', async () => {
    const stranger = new URL(addressOf('orders'))
    stranger.password = 'guess'
    await expect(at(stranger.href, async () => {})).rejects.toThrow(/authorization/i)
    const settings = running.part.processes[0]?.args.at(-1) ?? ''
    expect(statSync(settings).mode & 0o077).toBe(0)
  })
})
