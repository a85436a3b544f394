import { strFromU8, unzipSync } from 'fflate'
import { expect } from 'vitest'
import { eventually } from '../src/api.ts'
import { home, type Shopper } from '../src/shopper.ts'
import { password, type Stage } from './stage.ts'

type Archive = (service: string) => { ids: string[]; text: string }

/** All that the shop holds of somebody, as they get it. */
export async function exportOf({ api, platform }: Stage, { token }: Shopper): Promise<Archive> {
  const asked = await api<{ exportId: string }>('POST /api/me/exports', {
    ...{ token, body: { password } },
  })
  expect(asked.status).toBe(202)
  const path = `GET /api/me/exports/${asked.body.exportId}`
  type Ready = { status: string; link?: { path: string } }
  const { body } = await eventually(
    'every service to answer',
    () => api<Ready>(path, { token }),
    (answer) => answer.body.status === 'ready',
    30_000,
  )
  const answer = await fetch(`${platform.gatewayUrl}${body.link?.path}`)
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  return (service) => {
    const text = strFromU8(files[`${service}.json`] ?? new Uint8Array())
    return { text, ids: (JSON.parse(text) as { id: string }[]).map(({ id }) => id) }
  }
}

type Receipt = { completedAt?: string; services: { service: string; erasedAt?: string }[] }

/** Erases somebody who asks for it, and waits until every service says that it has. */
export async function erase({ api }: Stage, { token }: Shopper): Promise<void> {
  const asked = await api<{ receipt: string }>('POST /api/me/erasure', {
    ...{ token, body: { password } },
  })
  expect(asked.status).toBe(202)
  const { body } = await eventually(
    'every service to erase',
    () => api<Receipt>(`GET /api/erasure-receipts/${asked.body.receipt}`),
    (receipt) => receipt.body.completedAt !== undefined,
    40_000,
  )
  expect(body.services.filter(({ erasedAt }) => !erasedAt)).toEqual([])
}

/** What staff can read of somebody who was erased says neither who it was nor where they live. */
export async function expectForgotten(
  { api, staff }: Stage,
  person: Shopper,
  paths: readonly string[],
): Promise<void> {
  const traces = [person.email, home.recipient, home.line1]
  const left = async () => {
    const answers = await Promise.all(paths.map((path) => api(`GET ${path}`, { token: staff })))
    const said = answers.map(({ body }) => JSON.stringify(body))
    return paths.filter((_, n) => traces.some((trace) => said[n]?.includes(trace)))
  }
  await eventually('the person to be forgotten', left, ({ length }) => length === 0, 30_000)
}

/** Staff find no message to an address any more, sent or not. */
export async function expectNoMessageTo({ api, staff }: Stage, email: string): Promise<void> {
  const lookUp = { token: staff, body: { email } }
  const { body } = await api<{ recipient: string }>('POST /api/suppressions/lookup', lookUp)
  const path = `GET /api/notifications?recipient=${body.recipient}`
  const read = () => api<{ items: object[] }>(path, { token: staff })
  await eventually('no message to it', read, (answer) => answer.body.items.length === 0)
}
