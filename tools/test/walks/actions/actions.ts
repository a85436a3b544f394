import { lookUp } from '@comptoir/contracts/look-up'
import * as afterSale from './after-sale.ts'
import * as atPayPal from './at-paypal.ts'
import * as buying from './buying.ts'
import * as byLink from './by-link.ts'
import * as drafts from './drafts.ts'
import * as editing from './editing.ts'
import * as exchanging from './exchanging.ts'
import * as guests from './guests.ts'
import * as holding from './holding.ts'
import { amongIntruders } from './intruders.ts'
import * as parcels from './parcels.ts'
import * as paying from './paying.ts'
import * as returning from './returning.ts'
import type { Walker } from './shop.ts'

type Action = { readonly weight: number; readonly act: (walker: Walker) => Promise<void> }

/** What may happen to orders at any moment, and how often. A step that needs an order waits for the first one. */
const actions: Readonly<Record<string, Action>> = {
  place: { weight: 20, act: buying.place },
  'begin a draft': { weight: 9, act: drafts.begin },
  'change a draft': { weight: 3, act: drafts.change },
  'place a draft': { weight: 4, act: drafts.placeOne },
  'make a link': { weight: 3, act: byLink.makeLink },
  'pay by link': { weight: 7, act: byLink.payByLink },
  'note a transfer': { weight: 7, act: byLink.noteTransfer },
  'send money back': { weight: 3, act: byLink.sendMoneyBack },
  'pay again': { weight: 9, act: paying.payAgain },
  'confirm a payment': { weight: 12, act: paying.confirmPayment },
  cancel: { weight: 6, act: afterSale.cancel },
  edit: { weight: 16, act: editing.edit },
  'confirm an edit': { weight: 3, act: editing.confirmAnEdit },
  'change the address': { weight: 3, act: editing.changeAddress },
  scan: { weight: 10, act: afterSale.scan },
  deliver: { weight: 16, act: afterSale.deliver },
  'send and cancel': { weight: 4, act: afterSale.sendAndCancel },
  'divide parcels': { weight: 4, act: parcels.divide },
  'release a parcel': { weight: 4, act: parcels.release },
  'resolve a parcel': { weight: 5, act: parcels.resolve },
  'replace a label': { weight: 3, act: parcels.replaceLabel },
  refund: { weight: 9, act: afterSale.refund },
  'refund a part': { weight: 2, act: afterSale.refundPart },
  'request a return': { weight: 14, act: returning.requestReturn },
  'go on with a return': { weight: 18, act: returning.goOnWithReturn },
  'pay for an exchange': { weight: 8, act: returning.payForExchange },
  'exchange for something dearer': { weight: 12, act: exchanging.exchangeForDearer },
  withdraw: { weight: 6, act: returning.withdraw },
  'come back as a guest': { weight: 4, act: guests.comeBack },
  'attach to an account': { weight: 5, act: guests.attach },
  'erase a guest': { weight: 3, act: guests.erase },
  dispute: { weight: 3, act: afterSale.dispute },
  'decide a dispute': { weight: 3, act: afterSale.decideDispute },
  'answer a dispute': { weight: 3, act: afterSale.answerDispute },
  'refund at the provider': { weight: 3, act: afterSale.refundAtProvider },
  'fail a refund': { weight: 2, act: afterSale.failRefund },
  'dispute at PayPal': { weight: 2, act: atPayPal.dispute },
  'decide a dispute at PayPal': { weight: 2, act: atPayPal.decide },
  'refund at PayPal': { weight: 2, act: atPayPal.refund },
  'fail a refund at PayPal': { weight: 1, act: atPayPal.failRefund },
  'take held money': { weight: 2, act: holding.capture },
  'end a hold': { weight: 2, act: holding.endHold },
  'end a hold as goods leave': { weight: 5, act: holding.endHoldAsItLeaves },
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

/** Does one of the actions, while others try what they may not. */
export const act = (name: string, walker: Walker): Promise<void> =>
  lookUp(actions, name)?.act(amongIntruders(walker)) ?? Promise.resolve()
