import { eventsOf } from '@comptoir/contracts/event'
import type { DeadLetter } from '@comptoir/contracts/platform/dead-letters'
import { createServiceApp } from '@comptoir/service/app'
import { silentLog } from '@comptoir/service/test/silent-log'
import { createTestVerifier } from '@comptoir/service/test/tokens'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { attachDeadLetters, buryEvent } from './dead-letters.ts'
import { on } from './subscriptions.ts'

const at = '2026-11-21T10:00:00.000Z'
const appToken = 'token'
const headers = {
  ...{ 'dapr-api-token': appToken, 'dapr-caller-app-id': 'gateway' },
  'content-type': 'application/json',
}
const event = eventsOf('orders')
const Mended = event('TestMended', z.object({}))
const Broken = event('TestBroken', z.object({}))

/** A service with two dead letters: the handler of the one works again, that of the other does not. */
async function service() {
  const store = createMemoryStore('carts')
  const handled: string[] = []
  const app = createServiceApp({
    ...{ appId: 'carts', title: '', description: '', log: silentLog(), appToken },
    verify: createTestVerifier().verify,
  })
  const subscribers = [
    on(Mended, async (_, { subject }) => handled.push(subject)),
    on(Broken, async () => {
      throw new Error('still broken')
    }),
  ]
  attachDeadLetters(app, { store, subscribers })
  for (const { name, type } of [Mended, Broken]) {
    const told = { id: `${name}:1:0`, source: 'orders', type, subject: name, time: at, data: {} }
    await buryEvent(
      store,
      {
        ...told,
        specversion: '1.0',
        datacontenttype: 'application/json',
        aggregateversion: 1,
      },
      'was broken',
    )
    store.clock.nowMs += 1_000
  }

  async function ask(operation: string, body?: object) {
    const [method = '', path = ''] = operation.split(' ')
    const answer = await app.request(`/internal/dead-letters${path}`, {
      ...{ method, headers },
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const letters = async () => (await ask('GET ')).body['items'] as DeadLetter[]
  const idOf = async ({ name }: { name: string }) =>
    (await letters()).find(({ event: { subject } }) => subject === name)?.id ?? ''
  return { ask, handled, letters, idOf, store }
}

describe('dead letters', () => {
  it('are handled again together; one that fails stays and holds up no other', async () => {
    const { ask, handled, letters, idOf } = await service()
    const broken = await idOf(Broken)
    const { body } = await ask('POST /replay', {})
    expect(handled).toEqual(['TestMended'])
    expect(body).toMatchObject({ replayed: 1, failed: [{ id: broken }] })
    expect((await letters()).map(({ id }) => id)).toEqual([broken])
  })

  it('are handled again by their kind', async () => {
    const { ask, letters } = await service()
    expect((await ask('POST /replay', { type: Broken.type })).body).toMatchObject({ replayed: 0 })
    expect(await letters()).toHaveLength(2)
  })

  it('are discarded for good, by whom and why', async () => {
    const { ask, handled, letters, idOf } = await service()
    const id = await idOf(Mended)
    const by = { by: 'usr_staff', reason: 'sent by a test' }
    expect((await ask(`POST /${id}/discard`, by)).body['discarded']).toMatchObject(by)
    const again = await ask(`POST /${id}/discard`, { by: 'usr_other', reason: 'again' })
    expect(again.body['discarded']).toMatchObject(by)
    expect((await letters()).map(({ event: { subject } }) => subject)).toEqual(['TestBroken'])
    expect((await ask(`POST /${id}/replay`)).status).toBe(409)
    expect(handled).toEqual([])
  })

  it('that were handled cannot be discarded, and one that is not there neither', async () => {
    const { ask, idOf } = await service()
    const id = await idOf(Mended)
    await ask(`POST /${id}/replay`)
    const body = { by: 'usr_staff', reason: 'too late' }
    expect((await ask(`POST /${id}/discard`, body)).status).toBe(409)
    expect((await ask('POST /nothing/discard', body)).status).toBe(404)
  })

  it('tell the audit log who decided about them, and not what their handlers wrote', async () => {
    const { ask, idOf, store } = await service()
    const [mended, broken] = [await idOf(Mended), await idOf(Broken)]
    await ask('POST /replay', { by: 'usr_1' })
    expect((await ask(`POST /${broken}/replay?by=usr_2`)).status).toBe(500)
    await ask(`POST /${broken}/discard`, { by: 'usr_3', reason: 'sent by a test' })
    const action = { change: 'changed', object: { collection: 'dead-letters' } }
    expect(store.recorded.map(({ data }) => data)).toMatchObject([
      {
        ...{ operation: 'ReplayDeadLettersOfService', actor: { userId: 'usr_1' } },
        ...{ ...action, object: { ...action.object, id: mended } },
      },
      {
        ...{ operation: 'DiscardOneDeadLetter', actor: { userId: 'usr_3' } },
        ...{ ...action, reason: 'sent by a test' },
      },
    ])
  })
})
