import { describe, expect, it } from 'vitest'
import { home } from '../../test/samples.ts'
import { aPlacement, createAppTwin, newKey } from '../../test/twins/app-twin.ts'

describe('the address of a placement', () => {
  it('is refused where the label of its parcel cannot print it, with each field and why', async () => {
    const twin = createAppTwin()
    const city = 'Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson'
    const shippingAddress = { ...home, recipient: '李小龙', line1: 'شارع الجمهورية 5', city }
    const answer = await twin.send('POST /api/orders', {
      body: aPlacement({ shippingAddress }),
      headers: newKey(),
    })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      code: 'invalid_request',
      errors: [
        { field: 'shippingAddress.recipient', code: 'latin_required' },
        { field: 'shippingAddress.line1', code: 'latin_required' },
        { field: 'shippingAddress.city', code: 'too_long' },
      ],
    })
    expect(twin.calls).toEqual([])
  })
})
