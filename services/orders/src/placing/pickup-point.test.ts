import type { PickupDecision } from '@comptoir/contracts/shipping/pickup-schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { describe, expect, it } from 'vitest'
import { pickupPointFor } from './pickup-point.ts'

const shippingAddress = {
  ...{ recipient: 'Camille', line1: '1 rue A', postalCode: '75010', city: 'Paris' },
  ...{ countryCode: 'FR', phone: '+33612345678' },
}
const { phone: _phone, ...withoutPhone } = shippingAddress
const point = {
  ...{ pointId: 'FR-75010-1', name: 'Tabac' },
  address: { line1: '2 rue B', postalCode: '75010', city: 'Paris', countryCode: 'FR' },
}
const pickup = { optionId: 'point-relais', kind: 'pickup' } as const

function chooseWith(decision: PickupDecision) {
  const asked: unknown[] = []
  const shipping = async (_route: unknown, { body }: { body: unknown }) => {
    asked.push(body)
    return decision
  }
  const choose = (more: object = {}) =>
    pickupPointFor(shipping as unknown as Client, {
      body: { pickupPointId: point.pointId, shippingAddress },
      ...{ option: pickup, weightGrams: 800, ...more },
    })
  return { choose, asked }
}
const at = (field: string, code: string) => ({
  ...{ code: 'invalid_request', errors: [expect.objectContaining({ field, code })] },
})

describe('the pickup point of an order', () => {
  it('is the one that shipping takes', async () => {
    const { choose, asked } = chooseWith({ status: 'taken', point })
    expect(await choose()).toEqual(point)
    expect(asked).toEqual([
      {
        ...{ pointId: 'FR-75010-1', optionId: 'point-relais', weightGrams: 800 },
        ...{ countryCode: 'FR', postalCode: '75010' },
      },
    ])
  })

  it.each(['unknown', 'closed', 'too_heavy', 'other_zone'] as const)(
    'is refused when it is %s, naming the field',
    async (status) => {
      const { choose } = chooseWith({ status })
      await expect(choose()).rejects.toMatchObject(at('pickupPointId', status))
    },
  )

  it('is needed with a phone for an option to a point, and is none for one to the door', async () => {
    const { choose, asked } = chooseWith({ status: 'taken', point })
    const none = { body: { shippingAddress } }
    await expect(choose(none)).rejects.toMatchObject(at('pickupPointId', 'required'))
    const silent = { body: { pickupPointId: point.pointId, shippingAddress: withoutPhone } }
    await expect(choose(silent)).rejects.toMatchObject(at('shippingAddress.phone', 'required'))
    const home = { option: { optionId: 'colis-standard', kind: 'home' } }
    await expect(choose(home)).rejects.toMatchObject(at('pickupPointId', 'no_pickup_option'))
    expect(await choose({ ...home, ...none })).toBeUndefined()
    expect(asked).toEqual([])
  })
})
