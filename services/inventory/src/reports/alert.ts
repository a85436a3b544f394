import type { StockAlert } from '@comptoir/contracts/inventory/schemas'
import { refuse } from '@comptoir/service/problems/refusal'

/** An alert from its event; each crossing of a level has one, by the item's version. */
export function openAlert(raised: {
  sku: string
  version: number
  kind: StockAlert['kind']
  available: number
  at: string
}): StockAlert {
  const { sku, version, kind, available, at } = raised
  return { alertId: `${sku}@${version}`, sku, kind, status: 'open', available, raisedAt: at }
}

/** Someone looks after it; the first one stays named. */
export function acknowledge(alert: StockAlert, by: { userId: string; at: string }): StockAlert {
  if (alert.status === 'acknowledged') return alert
  if (alert.status === 'closed') throw refuse('transition_refused', 'the alert is closed')
  return { ...alert, status: 'acknowledged', acknowledgedBy: by.userId, acknowledgedAt: by.at }
}

/** The item's level is another now. */
export function close(alert: StockAlert, at: string): StockAlert {
  return alert.status === 'closed' ? alert : { ...alert, status: 'closed', closedAt: at }
}
