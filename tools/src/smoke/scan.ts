import type { Order } from '@comptoir/contracts/orders/view'
import { type ShopApi, ShopProblem } from '../shop/shop-api.ts'

/** Notes each parcel as handed over and delivered, unless the simulator of carriers was quicker. */
export async function scan(staff: ShopApi, { parcels }: Pick<Order, 'parcels'>): Promise<void> {
  for (const shipmentId of new Set(parcels.map((parcel) => parcel.shipmentId))) {
    for (const code of ['handed_over', 'delivered']) {
      const operation = `POST /api/shipments/${shipmentId}/tracking-events`
      const body = { code, at: new Date().toISOString() }
      await staff(operation, { body }).catch((error: unknown) => {
        const isLate = error instanceof ShopProblem && error.status === 409
        if (!isLate) throw error
      })
    }
  }
}
