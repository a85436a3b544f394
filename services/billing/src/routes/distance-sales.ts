import { readDistanceSales } from '@comptoir/contracts/billing/tax-routes'
import type { DistanceSales } from '@comptoir/contracts/billing/tax-schemas'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'
import type { DistanceYear } from '../taxes/distance-counter.ts'
import { distanceThreshold } from '../taxes/distance-sales.ts'

/** How far the shop is from the threshold of the one-stop shop: for staff. */
export function addDistanceSalesRoutes(
  app: ServiceApp,
  { distanceCounter }: Pick<Deps, 'distanceCounter'>,
): void {
  app.openapi(readDistanceSales, async (c) => {
    const { year = distanceCounter.thisYear() } = c.req.valid('query')
    return c.json(viewOf(await distanceCounter.read(year)), 200)
  })
}

function viewOf({ year, total, before, dueFrom, ossFrom, isLate }: DistanceYear): DistanceSales {
  const { sum, documents, others, passedBy } = total
  return {
    year,
    sum: { amount: sum, currency: distanceThreshold.currency },
    threshold: { ...distanceThreshold },
    documents,
    passed: passedBy !== undefined,
    ...(passedBy && {
      passedAt: passedBy.issuedAt,
      passedOn: passedBy.issuedOn,
      passedBy: passedBy.documentId,
    }),
    passedInYearBefore: before.passedBy !== undefined,
    ...(dueFrom && { destinationVatFrom: dueFrom }),
    ...(ossFrom && { ossFrom }),
    late: isLate,
    uncounted: [...others].map(([currency, amount]) => ({ amount, currency })),
  }
}
