import { acknowledgeStockAlert, listStockAlerts } from '@comptoir/contracts/inventory/routes'
import type { StockAlert } from '@comptoir/contracts/inventory/schemas'
import { publicView } from '@comptoir/contracts/public-view'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import type { Deps } from '../deps.ts'
import { acknowledge } from '../reports/alert.ts'

const alertView = publicView<StockAlert>()

/** What staff see of alerts. */
export function addAlertRoutes(
  app: ServiceApp,
  { alerts, clock }: Pick<Deps, 'alerts' | 'clock'>,
): void {
  app.openapi(listStockAlerts, async (c) => {
    const { status, ...page } = c.req.valid('query')
    const found = await alerts.list('byStatus', status, { ...page, order: 'desc' })
    return c.json({ ...found, items: found.items.map(({ data }) => alertView(data)) }, 200)
  })

  app.openapi(acknowledgeStockAlert, async (c) => {
    const { id } = currentUser(c)
    const by = { userId: id, at: clock().toISOString() }
    const { data } = await alerts.update(c.req.valid('param').alertId, (alert) => {
      const next = acknowledge(alert, by)
      return next === alert ? undefined : { next }
    })
    return c.json(alertView(data), 200)
  })
}
