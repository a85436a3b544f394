import { require, type SmokeTest } from './around.ts'
import { awaitOrder, isPrepared, payAgain, purchase } from './purchase.ts'

/** Orders with a card that is refused: the order says so and takes nothing; another card pays it. */
export const refusedPayment: SmokeTest = async (around) => {
  const bought = await purchase(around, 'pm_card_chargeDeclined')
  const isRefused = ({ paymentStatus }: { paymentStatus: string }) => paymentStatus === 'failed'
  const refused = await awaitOrder(around.shop, bought, 'refused', isRefused)
  require(refused.status === 'awaiting_payment', `its order is ${refused.status}`)
  require(refused.payment.failureCode, 'it does not say why')
  await payAgain(around.shop, bought)
  const paid = await awaitOrder(around.shop, bought, 'processing', isPrepared)
  require(paid.paymentStatus === 'paid', `the second card left it ${paid.paymentStatus}`)
}
