import type { StockAlert } from '@comptoir/contracts/inventory/schemas'
import type { Alert } from './alert.ts'

export function alertView(alert: Alert): StockAlert {
  const { alertId, sku, kind, status, available } = alert
  const { raisedAt, acknowledgedBy, acknowledgedAt, closedAt } = alert
  return {
    ...{ alertId, sku, kind, status, available },
    ...{ raisedAt, acknowledgedBy, acknowledgedAt, closedAt },
  }
}
