/**
 * The capabilities that smoke tests use, and what each needs beside the shop: `ledger` the provider's ledger,
 * `simulator` payments that cost nobody money, `test cases` cards that are refused.
 */
export const smokeTests = {
  'sign-in': 'shop',
  catalogue: 'shop',
  stock: 'shop',
  cart: 'shop',
  order: 'simulator',
  'refused-payment': 'test cases',
  invoice: 'simulator',
  parcel: 'simulator',
  operations: 'shop',
  reconcile: 'ledger',
} as const

export type SmokeName = keyof typeof smokeTests
