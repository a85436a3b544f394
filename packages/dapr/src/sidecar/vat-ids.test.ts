import type { VatIdCheck } from '@comptoir/contracts/billing/tax-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { describe, expect, it } from 'vitest'
import type { Client } from './invoke.ts'
import { buyerCountryOf, createBuyerVatCheck } from './vat-ids.ts'

const vatId = 'DE136695976'
const checking = (answer: () => VatIdCheck) =>
  createBuyerVatCheck((async () => answer()) as unknown as Client)(vatId)

describe('the check of a buyer’s VAT id', () => {
  it('gives what proves it, and only a valid one counts', async () => {
    const proof = { checkedAt: '2026-11-21T10:00:00.000Z', consultationNumber: 'WAPI1' }
    const valid = await checking(() => ({ vatId, status: 'valid', ...proof }))
    expect(valid).toEqual({ vatId, status: 'valid', ...proof })
    const unchecked = await checking(() => ({ vatId, status: 'unchecked' }))
    expect([valid, unchecked, undefined].map(buyerCountryOf)).toEqual(['DE', undefined, undefined])
  })

  it.each(['invalid', 'malformed'] as const)(
    'refuses one that is %s, naming the field',
    async (status) => {
      await expect(checking(() => ({ vatId, status }))).rejects.toMatchObject({
        code: 'invalid_request',
        errors: [{ field: 'vatId', code: `${status}_vat_id` }],
      })
    },
  )

  it('leaves it unchecked while billing is away, and hides no other fault', async () => {
    const away = () => {
      throw refuse('dependency_unavailable')
    }
    expect(await checking(away)).toEqual({ vatId, status: 'unchecked' })
    const typed = createBuyerVatCheck((async () => away()) as unknown as Client)
    expect(await typed('de 136.695-976')).toEqual({ vatId, status: 'unchecked' })
    const broken = () => {
      throw refuse('internal_error')
    }
    await expect(checking(broken)).rejects.toMatchObject({ code: 'internal_error' })
  })
})
