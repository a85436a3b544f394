import { ParcelDivision } from '@comptoir/contracts/shipping/schemas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sender } from '../../test/dispatch.ts'
import { carriedByStandard, sampleOrder } from '../../test/sample-order.ts'
import { divideParcels, releaseParcel, replaceLabel, sumLines } from './parcel-division.ts'
import { isHere } from './parcel-state.ts'
import {
  attachLabels,
  createShipment,
  type LiveShipment,
  recordTracking,
  type ShipmentChange,
} from './shipment.ts'

const now = '2026-11-21T10:00:00.000Z'
const later = '2026-11-25T10:00:00.000Z'
const minute = (n: number) => new Date(Date.parse(now) + n * 60_000).toISOString()
const lines = [
  { quantity: 3, weightGrams: 2_000 },
  { quantity: 2, weightGrams: 500 },
]
const [A, B] = ['SKU-1', 'SKU-2'] as const

function made(given = lines): LiveShipment {
  const origin = { from: sender, carriedBy: carriedByStandard, now }
  return createShipment(sampleOrder({ lines: given }), origin).shipment
}

const after = (shipment: LiveShipment, change: ShipmentChange): LiveShipment =>
  (change?.next ?? shipment) as LiveShipment

const divided = (shipment: LiveShipment, division: object, at = minute(1)): LiveShipment =>
  after(shipment, divideParcels(shipment, ParcelDivision.parse(division), at))

/** With the label of every parcel that may have one. */
function labelled(shipment: LiveShipment, at = minute(2)): LiveShipment {
  const labels = shipment.parcels.map(({ trackingNumber }) => ({
    ...{ trackingNumber, sha256: trackingNumber, size: 1 },
  }))
  return after(shipment, attachLabels(shipment, labels, at))
}

const scanned = (shipment: LiveShipment, scan: object): LiveShipment =>
  after(shipment, recordTracking(shipment, [scan as never], later))

const byHand = (...parcels: [string, number][][]) => ({
  by: 'hand',
  parcels: parcels.map((given) => ({ lines: given.map(([sku, quantity]) => ({ sku, quantity })) })),
})
const contents = ({ parcels }: LiveShipment) => parcels.map((parcel) => sumLines(parcel.lines))
const numbers = ({ parcels }: LiveShipment) => parcels.map(({ trackingNumber }) => trackingNumber)
const fieldOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return (error as { errors?: { field: string; code: string }[] }).errors?.[0]
  }
  return undefined
}

describe('dividing a shipment', () => {
  it('by hand leaves what stays the same with its label, and numbers what changes anew', () => {
    const whole = labelled(made())
    const two = divided(
      whole,
      byHand(
        [[A, 2]],
        [
          [A, 1],
          [B, 2],
        ],
      ),
    )
    expect(contents(two)).toEqual([
      new Map([[A, 2]]),
      new Map([
        [A, 1],
        [B, 2],
      ]),
    ])
    expect(two.parcels[0]).toMatchObject({
      weightGrams: 4_000,
      voided: [{ trackingNumber: numbers(whole)[0] }],
    })
    expect(two.parcels[0]?.label).toBeUndefined()
    expect(numbers(two)[0]).not.toBe(numbers(whole)[0])
    const ready = labelled(two, minute(3))
    const three = divided(ready, byHand([[A, 2]], [[A, 1]], [[B, 2]]))
    const { label, ...first } = ready.parcels[0] ?? {}
    expect(three.parcels[0]).toEqual({ ...first, reprinted: [label] })
    expect(new Set(numbers(three)).size).toBe(3)
  })

  it('changes nothing when it is repeated', () => {
    const division = byHand(
      [[A, 2]],
      [
        [A, 1],
        [B, 2],
      ],
    )
    const once = labelled(divided(made(), division))
    expect(divideParcels(once, ParcelDivision.parse(division), later)).toBeUndefined()
    const stock = ParcelDivision.parse({ by: 'stock', available: [{ sku: A, quantity: 3 }] })
    const held = labelled(divided(once, stock, minute(3)))
    expect(divideParcels(held, stock, later)).toBeUndefined()
  })

  it('by weight fills as few parcels as there have to be', () => {
    const { parcels } = divided(made(), { by: 'weight', maxGrams: 4_000 })
    expect(parcels.map(({ weightGrams }) => weightGrams)).toEqual([4_000, 3_000])
  })

  it('by stock holds what is not here: no label, not scanned with the others, until it is released', () => {
    const available = [{ sku: A, quantity: 2 }]
    const split = labelled(divided(made(), { by: 'stock', available }))
    expect(contents(split)).toEqual([
      new Map([[A, 2]]),
      new Map([
        [A, 1],
        [B, 2],
      ]),
    ])
    expect(split.parcels.map(({ label }) => Boolean(label))).toEqual([true, false])
    const left = scanned(split, { code: 'handed_over', at: minute(5) })
    const [, held] = left.parcels
    expect(held && isHere(left, held)).toBe(true)
    const trackingNumber = held?.trackingNumber
    expect(() => scanned(left, { code: 'handed_over', at: minute(6), trackingNumber })).toThrow(
      'held',
    )
    const released = labelled(after(left, releaseParcel(left, 2, minute(7))), minute(8))
    expect(released.parcels[1]?.label).toBeDefined()
    expect(released.status).toBe('label_created')
    const both = scanned(released, { code: 'handed_over', at: minute(9), trackingNumber })
    expect(both.status).toBe('in_transit')
  })

  it('cancels a parcel that is not needed any more, under its number in the list', () => {
    const two = labelled(divided(made(), byHand([[A, 3]], [[B, 2]])))
    const one = divided(
      two,
      byHand([
        [A, 3],
        [B, 2],
      ]),
      minute(3),
    )
    expect(one.parcels).toHaveLength(2)
    expect(one.parcels[1]).toMatchObject({ lines: [], cancelledAt: minute(3) })
    expect(labelled(one).status).toBe('label_created')
  })

  it('leaves what has left where it is, and refuses what is not here', () => {
    const two = labelled(divided(made(), byHand([[A, 3]], [[B, 2]])))
    const left = scanned(two, {
      code: 'handed_over',
      at: minute(5),
      trackingNumber: numbers(two)[0],
    })
    const three = divided(left, byHand([[B, 1]], [[B, 1]]), minute(6))
    expect(contents(three)).toEqual([new Map([[A, 3]]), new Map([[B, 1]]), new Map([[B, 1]])])
    expect(fieldOf(() => divided(left, byHand([[A, 1]])))).toMatchObject({
      field: 'parcels',
      code: 'too_many',
    })
    expect(fieldOf(() => divided(left, byHand([[B, 1]])))).toMatchObject({ code: 'missing' })
    expect(
      fieldOf(() => divided(left, { by: 'stock', available: [{ sku: A, quantity: 1 }] })),
    ).toMatchObject({ field: 'available' })
    const gone = scanned(left, {
      code: 'handed_over',
      at: minute(6),
      trackingNumber: numbers(two)[1],
    })
    expect(() => divided(gone, { by: 'weight', maxGrams: 500 })).toThrow('transition_refused')
    const heavy = made([{ quantity: 2, weightGrams: 20_000 }])
    expect(fieldOf(() => divided(heavy, byHand([[A, 2]])))).toMatchObject({
      field: 'parcels.0',
      code: 'too_heavy',
    })
  })

  it('never loses or makes a unit, whatever is divided, labelled, scanned and repeated', () => {
    const step = fc.oneof(
      fc.record({ by: fc.constant('weight'), maxGrams: fc.integer({ min: 500, max: 30_000 }) }),
      fc.record({ by: fc.constant('stock'), n: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ by: fc.constant('release'), n: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ by: fc.constant('scan'), n: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ by: fc.constant('label'), n: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ by: fc.constant('labels') }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const seen = [made()]
        steps.forEach((one, index) => {
          seen.push(attempt(seen.at(-1) ?? made(), one as Step, minute(index + 1)))
        })
        const voided = seen.flatMap(({ parcels }) =>
          parcels.flatMap((parcel) => parcel.voided ?? []),
        )
        for (const shipment of seen) {
          expect(sumLines(shipment.parcels.flatMap((parcel) => parcel.lines))).toEqual(whole)
          expect(new Set(numbers(shipment)).size).toBe(shipment.parcels.length)
        }
        const last = new Set(numbers(seen.at(-1) ?? made()))
        expect(voided.some(({ trackingNumber }) => last.has(trackingNumber))).toBe(false)
      }),
    )
  })
})

const whole = new Map([
  [A, 3],
  [B, 2],
])

/** A refusal changes nothing; anything else that is thrown is a fault. */
function attempt(shipment: LiveShipment, step: Step, at: string): LiveShipment {
  try {
    return play(shipment, step, at)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return shipment
    throw error
  }
}

type Step = { by: string; n?: number; maxGrams?: number }

function play(shipment: LiveShipment, { by, n = 0, maxGrams }: Step, at: string): LiveShipment {
  const number = ((n - 1) % shipment.parcels.length) + 1
  const parcel = shipment.parcels[Math.max(0, number - 1)]
  switch (by) {
    case 'weight':
      return divided(shipment, { by, maxGrams }, at)
    case 'stock':
      return divided(shipment, { by, available: [{ sku: A, quantity: n }] }, at)
    case 'release':
      return after(shipment, releaseParcel(shipment, number, at))
    case 'label': {
      const trackingNumber = parcel?.trackingNumber ?? ''
      return after(shipment, replaceLabel(shipment, { number, trackingNumber, now: at }))
    }
    case 'labels':
      return labelled(shipment, at)
    default:
      return scanned(shipment, {
        code: 'handed_over',
        at,
        ...(n > 0 && { trackingNumber: parcel?.trackingNumber }),
      })
  }
}

describe('replacing a label', () => {
  it('voids the old number at once: scans of it are refused, and it is not printed late', () => {
    const shipment = labelled(made())
    const [old = ''] = numbers(shipment)
    const replaced = after(
      shipment,
      replaceLabel(shipment, { number: 1, trackingNumber: old, now: minute(3) }),
    )
    expect(replaced.parcels[0]).toMatchObject({
      voided: [{ trackingNumber: old, at: minute(3), label: { sha256: old } }],
    })
    expect(replaced.status).toBe('pending')
    const scan = { code: 'handed_over', at: minute(4), trackingNumber: old }
    expect(() => scanned(replaced, scan)).toThrow('replaced')
    const late = attachLabels(
      replaced,
      [{ trackingNumber: old, sha256: 'late', size: 1 }],
      minute(5),
    )
    expect(late).toBeUndefined()
  })

  it('happens once for a number, and not for one that is another or has left', () => {
    const shipment = labelled(made())
    const [old = ''] = numbers(shipment)
    const replacement = { number: 1, trackingNumber: old, now: minute(3) }
    const replaced = labelled(after(shipment, replaceLabel(shipment, replacement)), minute(4))
    expect(replaceLabel(replaced, replacement)).toBeUndefined()
    expect(() => replaceLabel(replaced, { ...replacement, trackingNumber: 'CP0' })).toThrow(
      'conflict',
    )
    const left = scanned(replaced, { code: 'handed_over', at: minute(5) })
    const now = { ...replacement, trackingNumber: numbers(left)[0] ?? '' }
    expect(() => replaceLabel(left, now)).toThrow('has left')
  })
})
