import { LeftOut, require, type SmokeTest } from './around.ts'
import { awaitOrder, isPrepared, payAgain, purchase } from './purchase.ts'

/** Orders with a card that is refused: the order says so and takes nothing; another card pays it. */
export const refusedPayment: SmokeTest = async (around) => {
  const bought = await purchase(around, 'pm_card_chargeDeclined')
  const isJudged = ({ paymentStatus }: { paymentStatus: string }) =>
    paymentStatus === 'failed' || paymentStatus === 'paid'
  const refused = await awaitOrder(around.shop, bought, 'refused', isJudged)
  if (refused.paymentStatus === 'paid')
    throw new LeftOut('this shop takes every card; start it with SIMULATOR_TEST_CASES=on')
  require(refused.status === 'awaiting_payment', `its order is ${refused.status}`)
  require(refused.payment.failureCode, 'it does not say why')
  await payAgain(around.shop, bought)
  const paid = await awaitOrder(around.shop, bought, 'processing', isPrepared)
  require(paid.paymentStatus === 'paid', `the second card left it ${paid.paymentStatus}`)
}
