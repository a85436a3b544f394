import type {
  TariffPreview,
  TariffPreviewRequest,
} from '@comptoir/contracts/shipping/tariff-schemas'
import { heaviestOf, isFree, priceOptions, zoneOf } from './shipping-rate.ts'
import { putTariffs, type Tariffs } from './tariff-book.ts'

/** What a basket would cost to ship with tariffs in place of those of today. Refuses them as storing them would. */
export function previewTariffs(book: Tariffs, request: TariffPreviewRequest): TariffPreview {
  const { tariffs, ...toShip } = request
  const tried = putTariffs(book, tariffs, { by: 'preview', at: '' })
  const today = new Map(
    priceOptions(book, toShip).map(({ option, price }) => [option.optionId, price]),
  )
  const options = priceOptions(tried, toShip).map(({ option, active, tariff, price }) => {
    const { optionId, carrierCode } = option
    const priceToday = today.get(optionId)
    const free = isFree(tariff, toShip.itemsTotal.amount)
    const parcels = Math.max(1, Math.ceil(toShip.weightGrams / heaviestOf(tariff)))
    const shown = { optionId, carrierCode, active, price, parcels, isFree: free }
    return { ...shown, ...(priceToday && { priceToday }) }
  })
  const zoneId = zoneOf(tried.zones, toShip)?.zoneId
  return { ...(zoneId && { zoneId }), options }
}
