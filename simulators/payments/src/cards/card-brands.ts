export type Card = {
  readonly brand: string
  readonly last4: string
  readonly funding: 'credit' | 'debit' | 'prepaid'
  readonly wallet?: 'apple_pay' | 'google_pay'
}

const visa: Card = { brand: 'visa', last4: '4242', funding: 'credit' }

/** Stripe's test tokens and the numbers behind them; wallets, for which Stripe has no token, are the simulator's. */
const cards = new Map<string, Card>([
  ['pm_card_visa_debit', { brand: 'visa', last4: '5556', funding: 'debit' }],
  ['pm_card_mastercard', { brand: 'mastercard', last4: '4444', funding: 'credit' }],
  ['pm_card_mastercard_debit', { brand: 'mastercard', last4: '8210', funding: 'debit' }],
  ['pm_card_mastercard_prepaid', { brand: 'mastercard', last4: '5100', funding: 'prepaid' }],
  ['pm_card_amex', { brand: 'amex', last4: '0005', funding: 'credit' }],
  ['pm_card_discover', { brand: 'discover', last4: '1117', funding: 'credit' }],
  ['pm_card_diners', { brand: 'diners', last4: '0004', funding: 'credit' }],
  ['pm_card_jcb', { brand: 'jcb', last4: '0505', funding: 'credit' }],
  ['pm_card_unionpay', { brand: 'unionpay', last4: '0005', funding: 'credit' }],
  ['pm_sim_apple_pay', { ...visa, wallet: 'apple_pay' }],
  [
    'pm_sim_google_pay',
    { brand: 'mastercard', last4: '4444', funding: 'debit', wallet: 'google_pay' },
  ],
])

/** The card behind a token; every other token is a Visa. */
export const cardOf = (token: string | undefined): Card => cards.get(token ?? '') ?? visa
