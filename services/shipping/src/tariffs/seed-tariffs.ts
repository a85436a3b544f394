import type { ZoneTariff } from '@comptoir/contracts/shipping/tariff-schemas'
import type { Tariffs } from './tariff-book.ts'

const weights = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000]
const tiers = (...prices: number[]) =>
  prices.map((price, index) => ({ upToGrams: weights[index] ?? 0, price }))

const standard = {
  tiers: tiers(490, 590, 690, 990, 1_490, 1_990, 2_490),
  freeFrom: 6_000,
  deliveryDays: { min: 2, max: 4 },
}
const standardToCorsica = {
  tiers: tiers(690, 790, 990, 1_490, 2_190, 2_990, 3_790),
  freeFrom: 10_000,
  deliveryDays: { min: 3, max: 6 },
}
const express = {
  tiers: tiers(990, 1_190, 1_390, 1_790, 2_490, 3_490, 4_490),
  freeFrom: 20_000,
  deliveryDays: { min: 1, max: 1 },
}
/** Points take parcels up to 20 kg. */
const pickup = {
  tiers: tiers(390, 450, 550, 790, 1_190, 1_590),
  freeFrom: 5_000,
  deliveryDays: { min: 3, max: 5 },
}
const offered = (
  optionId: string,
  zoneId: string,
  tariff: Omit<ZoneTariff, 'optionId' | 'zoneId'>,
) => ({
  ...{ optionId, zoneId },
  ...tariff,
})

/** The departments of the mainland: 01 to 95 without Corsica, whose postal codes begin with 20. */
const mainlandPrefixes = Array.from({ length: 95 }, (_, index) =>
  String(index + 1).padStart(2, '0'),
).filter((department) => department !== '20')

/** What a shop starts with: prices include VAT. Staff change it, and what they store counts from then on. */
export const seedTariffs: Tariffs = {
  carriers: [
    { code: 'colis-france', name: 'Colis France', active: true },
    { code: 'express-france', name: 'Express France', active: true },
    { code: 'relais-france', name: 'Relais France', active: true },
  ],
  options: [
    {
      ...{ optionId: 'colis-standard', carrierCode: 'colis-france', kind: 'home', active: true },
      name: { fr: 'Colis Standard', en: 'Standard parcel' },
    },
    {
      ...{ optionId: 'colis-express', carrierCode: 'express-france', kind: 'express' },
      ...{ name: { fr: 'Colis Express', en: 'Express parcel' }, active: true },
    },
    {
      ...{ optionId: 'point-relais', carrierCode: 'relais-france', kind: 'pickup' },
      ...{ name: { fr: 'Point relais', en: 'Pickup point' }, active: true },
    },
  ],
  zones: [
    {
      zoneId: 'mainland',
      name: { fr: 'France métropolitaine', en: 'Mainland France' },
      areas: [{ countryCode: 'FR', postalPrefixes: mainlandPrefixes }],
    },
    {
      zoneId: 'corsica',
      name: { fr: 'Corse', en: 'Corsica' },
      areas: [{ countryCode: 'FR', postalPrefixes: ['20'] }],
    },
    {
      zoneId: 'monaco',
      name: { fr: 'Monaco', en: 'Monaco' },
      areas: [
        { countryCode: 'MC', postalPrefixes: ['980'] },
        { countryCode: 'FR', postalPrefixes: ['980'] },
      ],
    },
  ],
  tariffs: [
    offered('colis-standard', 'mainland', standard),
    offered('colis-standard', 'monaco', standard),
    offered('colis-standard', 'corsica', standardToCorsica),
    offered('colis-express', 'mainland', express),
    offered('colis-express', 'monaco', express),
    offered('point-relais', 'mainland', pickup),
    offered('point-relais', 'monaco', pickup),
  ],
  history: [{ at: '2026-11-01T00:00:00.000Z', by: 'system', action: 'seeded' }],
}
