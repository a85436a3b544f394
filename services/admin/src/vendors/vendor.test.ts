import { isRefusal } from '@comptoir/service/problems/refusal'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atelier } from '../../test/vendors.ts'
import type { Trader, Vendor } from './stored-vendor.ts'
import { apply, changeCommission, changeDetails, type Decision, decide } from './vendor.ts'
import { eventsBetween } from './vendor-events.ts'

const at = '2026-11-30T10:00:00.000Z'
const { vatId: _, ...trader } = atelier as Trader & { vatId: string }
const act = { by: 'usr_staff', at, reason: 'a test' }
const steps = ['review', 'approve', 'reject', 'suspend', 'reinstate', 'close'] as const
const decisionOf = (step: (typeof steps)[number]): Decision =>
  step === 'approve' ? { ...act, step, commissionBps: 1_200 } : { ...act, step }
const applied = () => apply({ by: 'usr_1', at, trader })
const through = (...path: (typeof steps)[number][]) =>
  path.reduce((vendor, step) => decide(vendor, decisionOf(step)), applied())

/** Takes a step if the state lets it. */
function tryStep(vendor: Vendor, step: (typeof steps)[number]): Vendor {
  try {
    return decide(vendor, decisionOf(step))
  } catch (error) {
    if (!isRefusal(error, 'transition_refused')) throw error
    return vendor
  }
}

/** Where each step leads to from each state; the last step again changes nothing. */
const table = {
  applied: { path: [], next: { review: 'under_review', reject: 'rejected' } },
  under_review: { path: ['review'], next: { approve: 'approved', reject: 'rejected' } },
  rejected: { path: ['reject'], next: {} },
  approved: { path: ['review', 'approve'], next: { suspend: 'suspended', close: 'closed' } },
  suspended: {
    path: ['review', 'approve', 'suspend'],
    next: { reinstate: 'approved', close: 'closed' },
  },
  closed: { path: ['review', 'approve', 'close'], next: {} },
} as const

describe('a vendor', () => {
  it.each(Object.entries(table))('that is %s goes on by its own steps only', (status, row) => {
    const vendor = through(...row.path)
    expect(vendor.status).toBe(status)
    const last = vendor.history.at(-1)?.step
    for (const step of steps.filter((one) => one !== last)) {
      const to = Object.entries(row.next).find(([one]) => one === step)?.[1]
      const take = () => decide(vendor, decisionOf(step))
      if (to) expect(take().status).toBe(to)
      else expect(take).toThrow(/transition_refused/)
    }
  })

  it('changes nothing by a step that is repeated', () => {
    for (const { path } of Object.values(table)) {
      const vendor = through(...path)
      const last = path.at(-1)
      if (last) expect(decide(vendor, decisionOf(last))).toBe(vendor)
    }
    const again = { ...act, step: 'approve', commissionBps: 900 } as const
    expect(() => decide(through('review', 'approve'), again)).toThrow(/transition_refused/)
  })

  it('sells never before it was approved, and never after it was closed, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 20 }), (tried) => {
        const vendor = tried.reduce(tryStep, applied())
        const taken = vendor.history.map(({ step }) => step)
        const sells = vendor.status === 'approved'
        if (sells) expect(taken).toEqual(expect.arrayContaining(['review', 'approve']))
        if (taken.includes('close')) expect(vendor.status).toBe('closed')
        expect('commissionBps' in vendor).toBe(taken.includes('approve'))
      }),
    )
  })

  it('is not decided on by who owns it', () => {
    const own = { ...decisionOf('review'), by: 'usr_1' }
    expect(() => decide(applied(), own)).toThrow(/forbidden/)
  })

  it('keeps the commission that it was approved with, until staff change it', () => {
    const changed = changeCommission(through('review', 'approve'), { ...act, commissionBps: 900 })
    expect(changed).toMatchObject({ status: 'approved', commissionBps: 900 })
    expect(decide(changed, decisionOf('suspend'))).toMatchObject({ commissionBps: 900 })
    expect(changeCommission(changed, { ...act, commissionBps: 900 })).toBe(changed)
    for (const vendor of [applied(), through('review', 'approve', 'close')]) {
      const change = () => changeCommission(vendor, { ...act, commissionBps: 900 })
      expect(change).toThrow(/transition_refused/)
    }
  })
})

describe('the details of a vendor', () => {
  const moved = { ...trader, phone: '+33 4 72 11 11 11' }
  const other = { ...trader, legalName: 'Dupont SARL' }
  const byOwner = { by: 'usr_1', at, byStaff: false }

  it('are the owner’s to change until it is approved, and then those that nobody verified', () => {
    expect(changeDetails(applied(), { ...byOwner, trader: other }).trader).toEqual(other)
    const approved = through('review', 'approve')
    expect(changeDetails(approved, { ...byOwner, trader: moved }).trader).toEqual(moved)
    expect(() => changeDetails(approved, { ...byOwner, trader: other })).toThrow(/verified/)
    const vat = { vatId: 'FR11123456782', status: 'valid' as const }
    expect(() => changeDetails(approved, { ...byOwner, trader, vat })).toThrow(/verified/)
    const byStaff = changeDetails(approved, { ...act, trader: other, byStaff: true })
    expect(byStaff).toMatchObject({ status: 'approved', trader: other })
  })

  it('that change under review, or after a rejection, are sent again', () => {
    for (const vendor of [through('review'), through('reject')]) {
      const again = changeDetails(vendor, { ...byOwner, trader: other })
      expect(again).toMatchObject({ status: 'applied', trader: other })
      expect(again.history.at(-1)).toMatchObject({ step: 'apply', by: 'usr_1' })
    }
    const same = through('review')
    expect(changeDetails(same, { ...byOwner, trader })).toBe(same)
    const resent = changeDetails(through('reject'), { ...byOwner, trader })
    expect(resent.status).toBe('applied')
  })

  const known = {
    ...{ vatId: 'FR11123456782', status: 'valid' as const },
    ...{ checkedAt: at, consultationNumber: 'WAPI1' },
  }
  const unchecked = (vatId: string) => ({ vatId, status: 'unchecked' as const })

  it('keep what proves the VAT id while nobody can check it again', () => {
    for (const vendor of [through('review'), through('review', 'approve')]) {
      const vat = unchecked(known.vatId)
      const change = { ...act, trader: moved, vat, byStaff: true }
      expect(changeDetails({ ...vendor, vat: known }, change)).toMatchObject({ vat: known })
      const renewed = { ...known, checkedAt: '2026-12-01T10:00:00.000Z' }
      const after = changeDetails({ ...vendor, vat: known }, { ...change, vat: renewed })
      expect(after.vat).toEqual(renewed)
    }
  })

  it('of an approved vendor get no VAT id that nobody could check', () => {
    const vat = unchecked('FR40303265045')
    const change = { ...act, trader: moved, vat, byStaff: true }
    for (const before of [known, undefined]) {
      const vendor = { ...through('review', 'approve'), vat: before }
      expect(() => changeDetails(vendor, change)).toThrow(/nobody could check/)
    }
    expect(changeDetails({ ...through('review'), vat: known }, change).vat).toEqual(vat)
  })

  it('of a closed vendor stay', () => {
    const closed = through('review', 'approve', 'close')
    const change = () => changeDetails(closed, { ...act, trader: moved, byStaff: true })
    expect(change).toThrow(/transition_refused/)
  })
})

it('tells each step that others act on, and no other', () => {
  const told = (before: Vendor | undefined, after: Vendor) =>
    eventsBetween(before, after).map(({ type }) => type.split('.')[2])
  expect(told(undefined, applied())).toEqual(['vendor-applied'])
  expect(told(applied(), through('review'))).toEqual([])
  expect(told(applied(), through('reject'))).toEqual(['vendor-rejected'])
  const approved = through('review', 'approve')
  expect(told(through('review'), approved)).toEqual(['vendor-approved'])
  const suspended = decide(approved, decisionOf('suspend'))
  expect(told(approved, suspended)).toEqual(['vendor-suspended'])
  expect(told(suspended, decide(suspended, decisionOf('reinstate')))).toEqual(['vendor-reinstated'])
  expect(told(suspended, decide(suspended, decisionOf('close')))).toEqual(['vendor-closed'])
  const dearer = changeCommission(approved, { ...act, commissionBps: 1_500 })
  expect(told(approved, dearer)).toEqual(['vendor-commission-changed'])
  const change = { by: 'usr_1', at, byStaff: true }
  const moved = { ...trader, phone: '+33 4 72 22 22 22' }
  expect(told(approved, changeDetails(approved, { ...change, trader: moved }))).toEqual([
    'vendor-details-changed',
  ])
  const other = { ...trader, contact: { name: 'Lou', email: 'lou@atelier.example' } }
  expect(told(approved, changeDetails(approved, { ...change, trader: other }))).toEqual([])
  const applying = applied()
  expect(told(applying, changeDetails(applying, { ...change, trader: moved }))).toEqual([])
})
