import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'

/** An alert as it is stored, apart from the public view. */
export const StoredAlert = z.object({
  alertId: z.string(),
  sku: z.string(),
  kind: z.enum(['low', 'out', 'oversold']),
  status: z.enum(['open', 'acknowledged', 'closed']),
  available: z.int(),
  raisedAt: z.iso.datetime(),
  acknowledgedBy: z.string().optional(),
  acknowledgedAt: z.iso.datetime().optional(),
  closedAt: z.iso.datetime().optional(),
})
export type Alert = z.infer<typeof StoredAlert>

/** An alert from its event; each crossing of a level has one, by the item's version. */
export function openAlert(raised: {
  sku: string
  version: number
  kind: Alert['kind']
  available: number
  at: string
}): Alert {
  const { sku, version, kind, available, at } = raised
  return { alertId: `${sku}@${version}`, sku, kind, status: 'open', available, raisedAt: at }
}

/** Someone looks after it; the first one stays named. */
export function acknowledge(alert: Alert, by: { userId: string; at: string }): Alert {
  if (alert.status === 'acknowledged') return alert
  if (alert.status === 'closed') throw refuse('transition_refused', 'the alert is closed')
  return { ...alert, status: 'acknowledged', acknowledgedBy: by.userId, acknowledgedAt: by.at }
}

/** The item's level is another now. */
export function close(alert: Alert, at: string): Alert {
  return alert.status === 'closed' ? alert : { ...alert, status: 'closed', closedAt: at }
}
