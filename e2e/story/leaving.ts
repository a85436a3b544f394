import { expect } from 'vitest'
import { eventually } from '../src/api.ts'
import { home, type Shopper } from '../src/shopper.ts'
import { erase } from '../src/shopping/personal-data.ts'
import type { Stage } from './stage.ts'

/** Erases somebody who asks for it, and waits until every service says that it has. */
export async function eraseMember({ api }: Stage, { token }: Shopper): Promise<void> {
  const { services } = await erase(api, token)
  expect(services.filter(({ erasedAt }) => !erasedAt)).toEqual([])
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
