import { emailKeyOf } from '@comptoir/contracts/email'
import { refuse } from '@comptoir/service/problems/refusal'
import { expect, it } from 'vitest'
import { createCustomers } from './customers.ts'
import type { Client } from './invoke.ts'

/** Accounts, which answers as it is told, and a clock. */
function accountsTwin(answer: () => Promise<object>) {
  const twin = { calls: 0, nowMs: 0, answer }
  const client: unknown = () => {
    twin.calls++
    return twin.answer()
  }
  const customers = createCustomers(client as Client, () => twin.nowMs)
  return Object.assign(twin, { customers })
}

const email = 'camille@example.com'
const gold = async () => ({ email, customerStatus: 'gold', tags: ['press'] })

it('asks once for concurrent readers of one customer, and again after five seconds', async () => {
  const twin = accountsTwin(gold)
  const read = () => twin.customers('usr_1')
  expect(await Promise.all([read(), read(), read()])).toEqual(
    Array.from({ length: 3 }, () => ({
      ...{ status: 'gold', tags: ['press'] },
      emailKey: emailKeyOf(email),
    })),
  )
  expect(twin.calls).toBe(1)
  await twin.customers('usr_2')
  twin.nowMs = 4_999
  await read()
  expect(twin.calls).toBe(2)
  twin.nowMs = 5_000
  await read()
  expect(twin.calls).toBe(3)
})

it('knows nothing of a customer while accounts is away, and asks again', async () => {
  const twin = accountsTwin(async () => {
    throw refuse('dependency_unavailable')
  })
  expect(await twin.customers('usr_1')).toBeUndefined()
  twin.answer = gold
  expect(await twin.customers('usr_1')).toMatchObject({ status: 'gold' })
})

it('does not wait for an answer that is slow', async () => {
  const twin = accountsTwin(() => new Promise(() => {}))
  const startedAt = performance.now()
  expect(await twin.customers('usr_1')).toBeUndefined()
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

it('takes an account that is gone for anyone', async () => {
  const twin = accountsTwin(async () => {
    throw refuse('not_found')
  })
  expect(await twin.customers('usr_1')).toEqual({})
})
