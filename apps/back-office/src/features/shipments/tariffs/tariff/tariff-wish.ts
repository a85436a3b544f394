import type { Tariff } from '@comptoir/contracts/shipping/tariff-schemas'

/** A tariff as it is typed. */
export type TariffWish = {
  readonly tiers: readonly TierWish[]
  readonly freeFrom: number | null
  readonly minDays: string
  readonly maxDays: string
  readonly reason: string
}
export type TierWish = { readonly upToGrams: string; readonly price: number | null }

/** What is there, or what a new tariff begins with. */
export function tariffWish(tariff: Tariff | undefined): TariffWish {
  return {
    tiers: (tariff?.tiers ?? []).map(({ upToGrams, price }) => ({
      ...{ upToGrams: String(upToGrams), price },
    })),
    freeFrom: tariff?.freeFrom ?? null,
    minDays: String(tariff?.deliveryDays.min ?? 2),
    maxDays: String(tariff?.deliveryDays.max ?? 4),
    reason: '',
  }
}

/** The tiers with one changed. */
export const withTier = (
  tiers: readonly TierWish[],
  index: number,
  change: Partial<TierWish>,
): readonly TierWish[] => tiers.map((tier, at) => (at === index ? { ...tier, ...change } : tier))

const heaviest = 30_000
const most = 99_999_999

/** The tiers, lightest first; nothing while one is no tier, or weights or prices fall. */
function tiersIn(wishes: readonly TierWish[]): Tariff['tiers'] | undefined {
  const tiers: Tariff['tiers'] = []
  for (const { upToGrams: typed, price } of wishes) {
    const upToGrams = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : 0
    const before = tiers.at(-1) ?? { upToGrams: 0, price: 0 }
    const isWeight = upToGrams > before.upToGrams && upToGrams <= heaviest
    if (!isWeight || price === null || price < before.price || price > most) return undefined
    tiers.push({ upToGrams, price })
  }
  return tiers.length > 0 && tiers.length <= 60 ? tiers : undefined
}

const daysIn = (text: string) => {
  const isDays = /^\d{1,2}$/.test(text.trim()) && Number(text) <= 90
  return isDays ? Number(text) : undefined
}

/** What is wrong with a tariff as it is typed. */
export function tariffFaults(wish: TariffWish) {
  const [min, max] = [daysIn(wish.minDays), daysIn(wish.maxDays)]
  return {
    tiers: tiersIn(wish.tiers) === undefined,
    days: min === undefined || max === undefined || max < min,
  }
}

/** What is sent; nothing while something is wrong. */
export function tariffBody(wish: TariffWish): (Tariff & { reason?: string }) | undefined {
  const tiers = tiersIn(wish.tiers)
  const [min, max] = [daysIn(wish.minDays), daysIn(wish.maxDays)]
  if (!tiers || min === undefined || max === undefined || max < min) return undefined
  const reason = wish.reason.trim()
  return {
    ...{ tiers, deliveryDays: { min, max } },
    ...(wish.freeFrom !== null && wish.freeFrom > 0 && { freeFrom: wish.freeFrom }),
    ...(reason !== '' && { reason }),
  }
}
