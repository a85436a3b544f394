import { Readable } from 'node:stream'
import { silentLog } from '@comptoir/service/test/silent-log'
import type { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { createMemoryState } from '../../test/memory-store.ts'
import type { StatePort } from '../documents/state-port.ts'
import { SidecarError } from '../sidecar/sidecar.ts'
import { createDocumentList } from './document-list.ts'

type Options = { readonly type?: string; readonly isSame?: boolean; readonly sent?: string[] }

/** A service whose state store is of a type, and perhaps its Redis; `sent` are the documents that Redis knows. */
function setUp({ type = 'state.postgresql', isSame = false, sent = [] }: Options = {}) {
  const asked: string[] = []
  let failures = 0
  const keys = new Map<string, unknown>()
  const memory = createMemoryState()
  const state: StatePort = {
    ...memory,
    async write(write) {
      if (failures-- > 0) throw new SidecarError('no answer')
      if (isSame) keys.set(`orders||${write.key}`, write.value)
      return await memory.write(write)
    },
  }
  const redis = {
    exists: async (key: string) => {
      asked.push('exists')
      return keys.has(key) ? 1 : 0
    },
    scanStream: () => Readable.from([[...keys.keys()].filter((key) => key.includes('||orders:'))]),
    hscanStream: () => Readable.from([sent.flatMap((name) => [name, '1'])]),
  } as unknown as Redis
  const options = { type: async () => type, redis, service: 'orders', state, log: silentLog() }
  const list = () => createDocumentList({ ...options, now: Date.now })
  async function listed() {
    const found: string[] = []
    const prepared = await list().prepare()
    for await (const batch of prepared.list(['orders'])) found.push(...batch.documents)
    return found
  }
  const fail = (times: number) => {
    failures = times
  }
  return { list, listed, state, asked, fail }
}

describe('the list of a service’s documents', () => {
  it('is a SCAN where the store is its Redis: a creation costs nothing', async () => {
    const { list, listed, state, asked } = setUp({ type: 'state.redis', isSame: true })
    const documents = list()
    for (const name of ['orders/a', 'orders/b']) await documents.add(name)
    expect(asked).toEqual(['exists'])
    expect(await state.read('roster:1')).toBeUndefined()
    await state.write({ key: 'orders:a', value: {} })
    expect(await listed()).toEqual(['orders/a'])
  })

  it.each([
    ['another Redis', 'state.redis'],
    ['a database', 'state.mysql'],
  ])('is a roster where the store is %s', async (_, type) => {
    const { list, listed } = setUp({ type })
    await list().add('orders/a')
    expect(await listed()).toEqual(['orders/a'])
  })

  it('has the documents that Redis knew before there was a roster, once', async () => {
    const sent = ['orders/a', 'carts/b']
    const { listed } = setUp({ sent })
    expect((await listed()).sort()).toEqual(['carts/b', 'orders/a'])
    expect(await listed()).toHaveLength(2)
  })

  it('refuses a creation while it is not known where the documents lie, and asks again', async () => {
    const { list, fail } = setUp({ type: 'state.redis', isSame: true })
    const documents = list()
    fail(1)
    await expect(documents.add('orders/a')).rejects.toThrow(SidecarError)
    await documents.add('orders/a')
  })
})
