import { emailKeyOf } from '@comptoir/contracts/email'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { describe, expect, it } from 'vitest'
import { createAppTwin, newKey } from '../../test/twins/app-twin.ts'
import { eraseOrders } from '../erasure.ts'
import { collectOrders } from '../personal-data.ts'
import type { Drafts } from './draft-store.ts'
import { eraseAlso } from './unattended-drafts.ts'

const accounts = (async () => ({})) as unknown as Client
const noDrafts = { accounts, drafts: { list: async () => ({ items: [] }) } as unknown as Drafts }
const away = () => Promise.reject(new Error('the store is away'))
const brokenDrafts = { accounts, drafts: { list: away } as unknown as Drafts }

it('tells what is left of the orders: an erasure is confirmed when nothing is', async () => {
  expect(await eraseAlso(async () => ({ left: 2 }), noDrafts)('usr_1')).toEqual({ left: 2 })
})

it('erases the orders also when a draft cannot be removed, and says that it was not all', async () => {
  const erased: string[] = []
  const erase = eraseAlso(async (userId) => void erased.push(userId), brokenDrafts)
  await expect(erase('usr_1')).rejects.toThrow('the store is away')
  expect(erased).toEqual(['usr_1'])
})

/** What staff prepare, what the export of user `usr_1` has of it, and the erasure of that user. */
function createHolderTwin() {
  const twin = createAppTwin()
  const deps = { ...twin, accounts: twin.shop.accounts }
  async function begin(customer: object) {
    const body = { customer, lines: [{ sku: 'MUG', quantity: 2 }] }
    const staff = { as: 'usr_staff', roles: ['staff' as const] }
    const answer = await twin.send('POST /api/order-drafts', { ...staff, body, headers: newKey() })
    return ((await answer.json()) as { draftId: string }).draftId
  }
  async function exported() {
    const records: unknown[] = []
    for await (const record of collectOrders(deps)('usr_1')) records.push(record)
    return records
  }
  const erase = () => eraseAlso(eraseOrders(twin.orders), deps)('usr_1')
  return { ...twin, begin, exported, erase }
}

describe('drafts of a person', () => {
  it('are in the export of their data, and go with the account', async () => {
    const { begin, exported, erase, drafts } = createHolderTwin()
    const draftId = await begin({ userId: 'usr_1' })
    const other = await begin({ userId: 'usr_2' })
    const data = { customer: { userId: 'usr_1' } }
    expect(await exported()).toMatchObject([{ kind: 'order-draft', id: draftId, data }])
    await erase()
    expect(await exported()).toEqual([])
    expect(await drafts.get(other)).toBeDefined()
  })

  it('are those for their email too, once it is proven to be theirs', async () => {
    const { begin, exported, erase, drafts, shop } = createHolderTwin()
    const email = 'gaston@example.com'
    const draftId = await begin({ email })
    const other = await begin({ email: 'other@example.com' })
    expect(await exported()).toEqual([])
    await erase()
    expect(await drafts.get(draftId)).toBeDefined()
    shop.ownEmailKey = { emailKey: emailKeyOf(email) }
    expect(await exported()).toMatchObject([{ id: draftId, data: { customer: { email } } }])
    await erase()
    expect(await exported()).toEqual([])
    expect(await drafts.get(other)).toBeDefined()
  })
})
