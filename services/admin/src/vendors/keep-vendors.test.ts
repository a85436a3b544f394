import { NewVendor } from '@comptoir/contracts/admin/vendors/schemas'
import { createMemoryStore, type MemoryStore } from '@comptoir/dapr/test/memory-store'
import { beforeEach, describe, expect, it } from 'vitest'
import { atelier, createVendorTwin } from '../../test/vendors.ts'
import { dropOldVendors, eraseVendors, monthsBefore } from './keep-vendors.ts'
import type { Review } from './vendor.ts'

const siret = '12345678200002'
const [by, reason] = ['usr_staff', 'a test']
const later = new Date('2027-06-30T10:00:00.000Z')
let time: { nowMs: number }
let twin: ReturnType<typeof createVendorTwin>

let store: MemoryStore

beforeEach(() => {
  time = { nowMs: Date.parse('2026-11-30T10:00:00.000Z') }
  store = createMemoryStore('admin')
  twin = createVendorTwin(store, time)
})

/** Others are always first to write the document of a key, until the answer is called. */
function lose(key: string): () => void {
  const { write } = store.state
  Object.assign(store.state, {
    write: async (...asked: Parameters<typeof write>) =>
      asked[0].key !== key && (await write(...asked)),
  })
  return () => void Object.assign(store.state, { write })
}

/** A vendor that applied and took the steps; answers its id. */
async function vendorOf(owner: string, ...steps: (Review | 'approve')[]): Promise<string> {
  const { id } = await twin.vendorCommands.apply(owner, NewVendor.parse(atelier))
  for (const step of steps) await take(id, step)
  return id
}

async function take(vendorId: string, step: Review | 'approve') {
  if (step !== 'approve') return await twin.vendorCommands.decide({ vendorId, by, reason, step })
  return await twin.vendorCommands.approve({ vendorId, by, reason, commissionBps: 1_200 })
}

async function claim(of = siret) {
  const found = await twin.siretClaims.get(of)
  return found && { vendorId: found.data.vendorId }
}
const statusOf = async (id: string) => (await twin.vendors.get(id))?.data.status

/** Lets something happen between what a removal read and what it writes. */
function beforeRemoval(act: () => Promise<unknown>): void {
  const { removeIf } = twin.vendors
  Object.assign(twin.vendors, {
    removeIf: async (...asked: Parameters<typeof removeIf>) => {
      await act()
      return await removeIf(...asked)
    },
  })
}

describe('the SIRET of a vendor', () => {
  it('is claimed no more once the details of a closed vendor went', async () => {
    const id = await vendorOf('usr_1', 'review', 'approve', 'close')
    expect(await claim()).toEqual({ vendorId: id })
    await dropOldVendors(twin, later)
    expect(await claim()).toBeUndefined()
    expect(await statusOf(id)).toBe('closed')
  })

  it('is claimed no more by an application that is removed', async () => {
    const id = await vendorOf('usr_1', 'review')
    await twin.siretClaims.create(siret, { vendorId: id })
    await eraseVendors(twin)('usr_1')
    expect([await statusOf(id), await claim()]).toEqual([undefined, undefined])
  })

  it('of before a change is free again for others', async () => {
    const id = await vendorOf('usr_1', 'review', 'approve')
    const other = { siret: '40303265000013', vatId: 'FR40403032650' }
    const details = { ...NewVendor.parse(atelier), ...other }
    await twin.vendorCommands.replaceDetails({ vendorId: id, by, reason, byStaff: true, details })
    expect(await claim()).toBeUndefined()
    expect(await claim(other.siret)).toEqual({ vendorId: id })
  })

  it('is taken over from an approval that died behind its claim, once no request runs that long', async () => {
    const dead = await vendorOf('usr_1', 'review')
    const id = await vendorOf('usr_2', 'review')
    const at = twin.clock().toISOString()
    await twin.siretClaims.create(siret, { vendorId: dead, at })
    await expect(take(id, 'approve')).rejects.toThrow('already_exists')
    time.nowMs += 600_000
    await take(id, 'approve')
    expect(await claim()).toEqual({ vendorId: id })
    await expect(take(dead, 'approve')).rejects.toThrow('already_exists')
  })

  it('is not taken over while the details of a vendor change to it', async () => {
    const id = await vendorOf('usr_1', 'review', 'approve')
    const siretOfOther = '73282932000074'
    await twin.siretClaims.create(siretOfOther, { vendorId: id, at: twin.clock().toISOString() })
    const company = { siret: siretOfOther, vatId: undefined }
    const application = NewVendor.parse({ ...atelier, ...company })
    const { id: other } = await twin.vendorCommands.apply('usr_2', application)
    await take(other, 'review')
    await expect(take(other, 'approve')).rejects.toThrow('already_exists')
    time.nowMs += 600_000
    await take(other, 'approve')
    expect(await claim(siretOfOther)).toEqual({ vendorId: other })
  })

  it('is given back later when others were always first, and the vendor is known until then', async () => {
    const id = await vendorOf('usr_1', 'review', 'approve', 'close')
    const other = await vendorOf('usr_2', 'reject')
    const win = lose(`vendor-sirets:${siret}`)
    await expect(dropOldVendors(twin, later)).rejects.toMatchObject({ code: 'conflict' })
    expect((await twin.vendors.get(id))?.data.trader.siret).toBe(siret)
    expect(await statusOf(other)).toBeUndefined()
    win()
    await dropOldVendors(twin, later)
    expect([await claim(), (await twin.vendors.get(id))?.data.trader.siret]).toEqual([
      undefined,
      undefined,
    ])
  })

  it('stays with another vendor that took it over', async () => {
    await vendorOf('usr_1', 'review', 'approve', 'close')
    await vendorOf('usr_3', 'reject')
    const id = await vendorOf('usr_2', 'review', 'approve')
    await dropOldVendors(twin, later)
    expect(await claim()).toEqual({ vendorId: id })
  })
})

describe('an application that goes on at the moment of its removal', () => {
  it('stays when it is approved while the account of its owner is erased; only its contact goes', async () => {
    const id = await vendorOf('usr_1', 'review')
    beforeRemoval(() => take(id, 'approve'))
    await eraseVendors(twin)('usr_1')
    const { status, trader } = (await twin.vendors.get(id))?.data ?? {}
    expect([status, trader?.contact.name]).toEqual(['approved', 'erased'])
    expect(await claim()).toEqual({ vendorId: id })
  })

  it('stays when its owner sends it again while it is dropped as rejected', async () => {
    const id = await vendorOf('usr_1', 'reject')
    const details = NewVendor.parse(atelier)
    const again = { vendorId: id, by: 'usr_1', byStaff: false, details }
    beforeRemoval(() => twin.vendorCommands.replaceDetails(again))
    await dropOldVendors(twin, later)
    expect(await statusOf(id)).toBe('applied')
  })
})

it.each([
  ['2027-05-30T10:00:00.000Z', '2026-11-30T10:00:00.000Z'],
  ['2027-08-31T10:00:00.000Z', '2027-02-28T10:00:00.000Z'],
  ['2027-03-01T10:00:00.000Z', '2026-09-01T10:00:00.000Z'],
])('six months before %s was %s', (now, before) => {
  expect(new Date(monthsBefore(new Date(now), 6)).toISOString()).toBe(before)
})
