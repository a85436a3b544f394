import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { refuse } from '@comptoir/service/problems/refusal'

type Asked = { readonly params: Record<string, string>; readonly body: { lines: object[] } }

/** Twins of inventory and payments: each id happens once, as there. */
export function createOtherServices() {
  const sold = new Map<string, object[]>()
  const refunds = new Map<string, object[]>()
  const faults = { isOut: false, isAway: false, isRefunded: false }
  const idOf = ({ params }: Asked, name: string) => params[name] ?? ''

  async function inventory(_route: unknown, asked: Asked) {
    if (faults.isAway) throw refuse('dependency_unavailable')
    const reservationId = idOf(asked, 'reservationId')
    if (faults.isOut && !sold.has(reservationId)) return { reservationId, status: 'refused' }
    sold.set(reservationId, asked.body.lines)
    return { reservationId, status: 'committed' }
  }

  async function payments(_route: unknown, asked: Asked) {
    if (faults.isAway) throw refuse('dependency_unavailable')
    if (faults.isRefunded) throw refuse('invalid_request', 'not so much was bought')
    refunds.set(idOf(asked, 'refundId'), asked.body.lines)
    return {}
  }
  const clients = {
    inventory: inventory as unknown as Client,
    payments: payments as unknown as Client,
  }
  return { ...clients, sold, refunds, faults }
}
