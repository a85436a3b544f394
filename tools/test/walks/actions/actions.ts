import { lookUp } from '@comptoir/contracts/look-up'
import * as afterSale from './after-sale.ts'
import * as buying from './buying.ts'
import * as parcels from './parcels.ts'
import type { Walker } from './shop.ts'

type Action = { readonly weight: number; readonly act: (walker: Walker) => Promise<void> }

/** What may happen to orders at any moment, and how often. A step that needs an order waits for the first one. */
const actions: Readonly<Record<string, Action>> = {
  place: { weight: 24, act: buying.place },
  'pay again': { weight: 10, act: buying.payAgain },
  'confirm at the bank': { weight: 8, act: buying.confirmAtBank },
  cancel: { weight: 12, act: buying.cancel },
  scan: { weight: 10, act: afterSale.scan },
  deliver: { weight: 8, act: afterSale.deliver },
  'divide parcels': { weight: 4, act: parcels.divide },
  'release a parcel': { weight: 4, act: parcels.release },
  'resolve a parcel': { weight: 5, act: parcels.resolve },
  'replace a label': { weight: 2, act: parcels.replaceLabel },
  refund: { weight: 10, act: afterSale.refund },
  dispute: { weight: 4, act: afterSale.dispute },
  'decide a dispute': { weight: 4, act: afterSale.decideDispute },
  'refund at the provider': { weight: 3, act: afterSale.refundAtProvider },
  'fail a refund': { weight: 3, act: afterSale.failRefund },
  complete: { weight: 2, act: afterSale.complete },
  'move stock': { weight: 2, act: afterSale.moveStock },
}
const total = Object.values(actions).reduce((sum, { weight }) => sum + weight, 0)

/** The name of one of the actions, by chance; the first ones are orders. */
export function chooseAction({ random, orders }: Walker): string {
  let left = random() * total
  for (const [name, { weight }] of Object.entries(actions)) {
    left -= weight
    if (left < 0) return orders.length === 0 ? 'place' : name
  }
  return 'place'
}

export const act = (name: string, walker: Walker): Promise<void> =>
  lookUp(actions, name)?.act(walker) ?? Promise.resolve()
