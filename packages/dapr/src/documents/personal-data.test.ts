import { subscriptions } from '@comptoir/contracts/subscriptions'
import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import type { Client } from '../sidecar/invoke.ts'
import { createCollection } from './documents.ts'
import { createPersonalDataAnswer, recordsOf } from './personal-data.ts'

type Sent = { params: { page: string }; body: { records: { id: string }[]; isLast: boolean } }

function createAnswer(texts: readonly string[]) {
  const sent: Sent[] = []
  const accounts = async (_: unknown, input: Sent) => {
    sent.push(input)
  }
  const store = createMemoryStore('orders')
  const notes = createCollection(store, {
    name: 'notes',
    schema: z.object({ text: z.string(), at: z.int() }),
    indexes: { of: ({ at }) => [{ key: 'usr_1', score: at }] },
  })
  const { handle } = createPersonalDataAnswer({
    appId: 'orders',
    accounts: accounts as unknown as Client,
    collect: () =>
      recordsOf('note', { collection: notes, index: 'of', key: 'usr_1' }, ({ data }) =>
        data.text === 'not theirs' ? undefined : data,
      ),
  })
  const fill = async () => {
    for (const [at, text] of texts.entries()) await notes.create(`n${at}`, { text, at })
  }
  const meta = { id: 'e1', type: 't', subject: 's', version: 1, time: '2026-11-30T00:00:00Z' }
  const ask = () => handle({ requestId: 'exp_1', userId: 'usr_1' }, meta)
  return { fill, ask, sent }
}

describe('what a service answers of a person', () => {
  it('is all that is theirs, in pages that a call can carry, and the last one says so', async () => {
    const long = 'x'.repeat(250_000)
    const { fill, ask, sent } = createAnswer([long, 'not theirs', long, 'short', long])
    await fill()
    await ask()
    expect(sent.map(({ params, body }) => [params.page, body.isLast, body.records.length])).toEqual(
      [
        ['0', false, 1],
        ['1', false, 2],
        ['2', true, 1],
      ],
    )
  })

  it('is an empty last page when there is nothing', async () => {
    const { ask, sent } = createAnswer([])
    await ask()
    expect(sent.map(({ body }) => body)).toEqual([{ records: [], isLast: true }])
  })

  it('is the same when it is asked for again', async () => {
    const { fill, ask, sent } = createAnswer(['a', 'b'])
    await fill()
    await ask()
    await ask()
    expect(sent[1]).toEqual(sent[0])
  })
})

/** Erase on a deletion, and hold nothing that an export shows beside what others hold. */
const notYet: readonly string[] = []

it('is asked of every service that erases: what is to go is theirs to see', () => {
  const hears = (name: string) =>
    appIds.filter((appId) => subscriptions[appId]?.some((kind) => kind.name === name))
  expect(hears('PersonalDataRequested')).toEqual(
    hears('UserDeleted').filter((appId) => !notYet.includes(appId)),
  )
})
