import { CustomerStatus } from '@comptoir/contracts/accounts/schemas'
import {
  NewPriceList,
  PriceListInput,
  type PriceListView,
} from '@comptoir/contracts/catalog/price-list-schemas'
import { describe, expect, it } from 'vitest'
import {
  customerStatuses,
  fieldOf,
  newPriceListBody,
  newTier,
  noPriceList,
  priceListBody,
  priceListFaults,
  priceListValues,
} from './price-list-values.ts'

const list: PriceListView = {
  ...{ priceListId: 'winter-2027', name: { fr: 'Soldes' }, currency: 'EUR', status: 'active' },
  ...{ phase: 'scheduled', version: 3, priority: 5, customerStatuses: ['gold'] },
  ...{ customerTags: ['press'], createdAt: '2026-11-30T10:00:00.000Z' },
  ...{ updatedAt: '2026-11-30T10:00:00.000Z', startsAt: '2027-01-13T07:00:00.000Z' },
  entries: [
    { categoryId: 'cat_1', tiers: [{ minQuantity: 1, percentOffBps: 2_050 }] },
    {
      sku: 'CMP-1',
      tiers: [
        { minQuantity: 1, amount: 790 },
        { minQuantity: 6, amount: 750 },
      ],
    },
  ],
}

describe('the form of a price list', () => {
  it('sends what was read, when nothing was changed', () => {
    const { name, currency, status, priority, customerTags, entries, startsAt } = list
    const body = priceListBody(priceListValues(list, 'fr'))
    expect(body).toEqual({
      ...{ name, currency, status, priority, customerTags, entries, startsAt },
      customerStatuses: ['gold'],
    })
    expect(PriceListInput.safeParse(body).success).toBe(true)
  })

  it('keeps the window that nobody changed to the second, also in the hour that comes twice', () => {
    // 02:30 the second time
    const window = { startsAt: '2026-10-25T01:30:12.345Z', endsAt: '2027-02-09T22:59:59.999Z' }
    const values = priceListValues({ ...list, ...window }, 'fr')
    expect(priceListBody(values, window)).toMatchObject(window)
    expect(priceListBody({ ...values, endsAt: '2027-02-10T08:00' }, window)).toMatchObject({
      ...{ startsAt: window.startsAt, endsAt: '2027-02-10T07:00:00.000Z' },
    })
  })

  it('shows its window on the clocks of the shop', () => {
    expect(priceListValues(list, 'fr').startsAt).toBe('2027-01-13T08:00')
    expect(priceListValues(list, 'fr').entries[0]?.tiers[0]?.percent).toBe('20,5')
  })

  it('becomes a new list of the contract', () => {
    const tiers = [{ ...newTier, amount: 990 }]
    const entries = [{ kind: 'sku' as const, target: ' CMP-1 ', tiers }]
    const values = { ...noPriceList, priceListId: 'spring', name: { fr: 'Printemps' }, entries }
    expect(priceListFaults(values)).toEqual([])
    const body = newPriceListBody(values)
    expect(NewPriceList.safeParse(body).success).toBe(true)
    expect(body.entries).toEqual([{ sku: 'CMP-1', tiers: [{ minQuantity: 1, amount: 990 }] }])
  })

  it('says what is not filled in yet', () => {
    expect(priceListFaults(noPriceList).map(({ field }) => field)).toEqual([
      ...['entries.0.target', 'entries.0.tiers.0'],
    ])
    expect(priceListFaults({ ...noPriceList, entries: [] })).toMatchObject([{ field: 'entries' }])
  })

  it('shows refusals of targets at their field', () => {
    expect(fieldOf('entries.3.sku')).toBe('entries.3.target')
    expect(fieldOf('entries.3.tiers.0.amount')).toBe('entries.3.tiers.0.amount')
  })

  it('knows all states of customers', () => {
    expect(customerStatuses).toEqual(CustomerStatus.options)
  })
})
