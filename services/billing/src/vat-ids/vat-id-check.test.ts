import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { describe, expect, it } from 'vitest'
import { readVatId, type VatId } from './vat-id.ts'
import { approveVatId } from './vat-id-approval.ts'
import { createVatIdCheck } from './vat-id-check.ts'
import { createVatIdApprovals, createVatIds } from './vat-id-store.ts'
import type { ViesAnswer } from './vies.ts'

const hourMs = 3_600_000
const start = Date.parse('2026-11-21T10:00:00.000Z')
const german = 'DE136695976'

/** A check over a register that counts its questions; `answer` is what it says. */
function createCheck() {
  const state = { nowMs: start, asked: 0, answer: undefined as ViesAnswer | undefined }
  const vies = async (_id: VatId) => {
    state.asked += 1
    return state.answer
  }
  const clock = () => new Date(state.nowMs)
  const store = createMemoryStore('billing')
  const vatIds = createVatIds(store)
  const approvals = createVatIdApprovals(store)
  const check = createVatIdCheck({ vatIds, approvals, vies, clock })
  const approve = (vatId: string) => {
    const approval = { by: 'usr_staff', at: clock().toISOString(), reason: 'seen its certificate' }
    return approveVatId({ checkVatId: check, approvals }, vatId, approval)
  }
  return { state, vatIds, check, approve }
}

describe('a VAT id', () => {
  it.each([
    ['FR40303265045', 'FR'],
    ['fr 40 303 265 045', 'FR'],
    ['DE136695976', 'DE'],
    ['EL094259216', 'EL'],
    ['BE0428759497', 'BE'],
    ['ATU13585627', 'AT'],
    ['NL004495445B01', 'NL'],
    ['XI980780684', 'XI'],
  ])('%s is read', (text, countryCode) => {
    expect(readVatId(text)?.countryCode).toBe(countryCode)
  })

  it.each(['FR41303265045', 'DE136695975', 'DE13669597', 'GB980780684', 'CHE123456788', '', 'DE'])(
    '%s has not the form or the check digits of a member state',
    (text) => {
      expect(readVatId(text)).toBeUndefined()
    },
  )
})

describe('checking a VAT id', () => {
  it('asks VIES once a day, and keeps when, and the number that proves it', async () => {
    const { state, vatIds, check } = createCheck()
    state.answer = { isValid: true, consultationNumber: 'WAPI1' }
    const proof = { checkedAt: '2026-11-21T10:00:00.000Z', consultationNumber: 'WAPI1' }
    const expected = { vatId: german, status: 'valid', ...proof }
    expect(await check('DE 136.695.976')).toEqual(expected)
    state.nowMs += 24 * hourMs - 1
    expect(await check(german)).toEqual(expected)
    expect(state.asked).toBe(1)
    expect((await vatIds.get(german))?.data).toMatchObject({ isValid: true, ...proof })
    state.nowMs += 1
    await check(german)
    expect(state.asked).toBe(2)
  })

  it('asks again about an id that was not valid an hour ago', async () => {
    const { state, check } = createCheck()
    state.answer = { isValid: false }
    expect((await check(german)).status).toBe('invalid')
    state.nowMs += hourMs - 1
    expect((await check(german)).status).toBe('invalid')
    state.answer = { isValid: true }
    state.nowMs += 1
    expect((await check(german)).status).toBe('valid')
  })

  it('lets a good answer count for 30 days while VIES is away, and no bad one', async () => {
    const { state, check } = createCheck()
    state.answer = { isValid: true, consultationNumber: 'WAPI1' }
    await check(german)
    state.answer = undefined
    state.nowMs += 30 * 24 * hourMs - 1
    expect(await check(german)).toMatchObject({
      ...{ status: 'valid', checkedAt: '2026-11-21T10:00:00.000Z', consultationNumber: 'WAPI1' },
    })
    state.nowMs += 1
    expect(await check(german)).toEqual({ vatId: german, status: 'unchecked' })
    const other = createCheck()
    other.state.answer = { isValid: false }
    await other.check(german)
    other.state.answer = undefined
    other.state.nowMs += hourMs
    expect((await other.check(german)).status).toBe('unchecked')
  })

  it('does not ask about what is no VAT id, and asks once for all who ask together', async () => {
    const { state, check } = createCheck()
    expect(await check('DE136695975')).toEqual({ vatId: 'DE136695975', status: 'malformed' })
    expect(state.asked).toBe(0)
    state.answer = { isValid: true }
    await Promise.all([check(german), check(german), check(german)])
    expect(state.asked).toBe(1)
  })

  it('takes the word of staff while VIES is away, for 30 days or until VIES says otherwise', async () => {
    const { state, check, approve } = createCheck()
    const at = '2026-11-21T10:00:00.000Z'
    expect(await approve('DE 136.695.976')).toEqual({
      ...{ vatId: german, status: 'valid', approvedAt: at },
      approvals: [{ by: 'usr_staff', at, reason: 'seen its certificate' }],
    })
    state.nowMs += 30 * 24 * hourMs - 1
    expect(await check(german)).toEqual({ vatId: german, status: 'valid', approvedAt: at })
    state.nowMs += 1
    expect((await check(german)).status).toBe('unchecked')
    await approve(german)
    state.answer = { isValid: false }
    expect((await check(german)).status).toBe('invalid')
    state.answer = undefined
    state.nowMs += hourMs
    expect((await check(german)).status).toBe('unchecked')
  })

  it('asks staff about nothing that VIES knows, and about no other text', async () => {
    const { state, approve } = createCheck()
    await expect(approve('DE136695975')).rejects.toMatchObject({ code: 'transition_refused' })
    for (const isValid of [true, false]) {
      state.answer = { isValid }
      state.nowMs += 24 * hourMs
      await expect(approve(german)).rejects.toMatchObject({ code: 'transition_refused' })
    }
  })
})
