import type { OrderDraft } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import { describe, expect, it } from 'vitest'
import { draftBody, draftFieldOf, draftValuesOf, newDraft } from './draft-values.ts'

const draft: OrderDraft = {
  ...{
    draftId: 'drf_1',
    customer: { email: 'camille@example.com' },
    locale: 'fr',
    codes: ['FETE'],
  },
  lines: [{ sku: 'A', quantity: 2, agreedPrice: { amount: 900, currency: 'EUR' } }],
  shippingAddress: {
    ...{ recipient: 'Camille', line1: '12 rue Haute', postalCode: '69002', city: 'Lyon' },
    countryCode: 'FR',
  },
  ...{ shippingOptionId: 'home', agreement: { reason: 'geste', discountBps: 250 }, problems: [] },
  ...{ createdBy: 'usr_1', createdAt: '2026-11-30T10:00:00.000Z', updatedBy: 'usr_1' },
  ...{ updatedAt: '2026-11-30T10:00:00.000Z', version: 1, pickupPointId: 'pp_1' },
}

describe('a draft in a form', () => {
  it('gives back what it was made of', () => {
    const { draftId, problems, createdBy, createdAt, updatedBy, updatedAt, version, ...content } =
      draft
    expect(draftBody(draftValuesOf(draft), draft)).toEqual(content)
  })

  it('is for an account when one is named', () => {
    const values = { ...newDraft, email: 'camille@example.com', userId: ' usr_2 ' }
    expect(draftBody(values).customer).toEqual({ userId: 'usr_2' })
  })

  it('leaves out what is empty', () => {
    const values = { ...newDraft, email: ' camille@example.com ' }
    expect(draftBody(values)).toEqual({
      ...{ customer: { email: 'camille@example.com' }, locale: 'fr', lines: [], codes: [] },
    })
  })

  it('reads a discount as people write it', () => {
    const values = { ...newDraft, discount: '2,5', reason: 'geste' }
    expect(draftBody(values).agreement).toEqual({ reason: 'geste', discountBps: 250 })
  })

  it.each([
    ['customer.email', 'email'],
    ['customer', 'email'],
    ['shippingAddress.line1', 'address.line1'],
    ['agreement.reason', 'reason'],
    ['agreement.discountBps', 'discount'],
    ['lines.0.sku', 'lines.0.sku'],
  ])('has a field for %s', (path, field) => expect(draftFieldOf(path)).toBe(field))
})
