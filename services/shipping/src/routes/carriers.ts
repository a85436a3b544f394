import { listCarriers, quoteShipping } from '@comptoir/contracts/shipping/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { deliveryWindow } from '../delivery-dates/delivery-window.ts'
import type { Deps } from '../deps.ts'
import { carrierViews, quoteOptions } from '../tariffs/shipping-rate.ts'

/** Whether the shop delivers to a country: no list means wherever it has a tariff. */
const isServed = (countries: readonly string[], country: string) =>
  countries.length === 0 || countries.includes(country)

type CarrierDeps = Pick<Deps, 'clock' | 'settings' | 'tariffs' | 'pickupNetwork'>

export function addCarrierRoutes(
  app: ServiceApp,
  { clock, settings, tariffs, pickupNetwork }: CarrierDeps,
): void {
  app.openapi(quoteShipping, async (c) => {
    const now = clock()
    const { isNamed, isAway } = pickupNetwork
    const { countries, cutOffTime: cutOff, shopTimeZone: timeZone } = settings().delivery
    const asked = c.req.valid('json')
    if (!isServed(countries, asked.countryCode)) return c.json({ options: [] }, 200)
    const options = quoteOptions(await tariffs.current(), asked)
      .filter(({ kind }) => kind !== 'pickup' || isNamed)
      .map((option) => ({
        ...option,
        delivery: deliveryWindow(option.deliveryDays, { cutOff, timeZone }, now),
        ...(option.kind === 'pickup' && isAway() && { unavailable: true }),
      }))
    return c.json({ options }, 200)
  })
  app.openapi(listCarriers, async (c) =>
    c.json({ carriers: carrierViews(await tariffs.current()) }, 200),
  )
}
