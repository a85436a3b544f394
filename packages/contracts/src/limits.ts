/**
 * The largest amounts and counts that anything of the shop may have. Every service refuses more where it enters, so
 * that whatever is stored can be priced, shown and charged later.
 */
export const limits = {
  /** Of one piece, and of an order with its shipping, in minor units: 999,999.99, the most that Stripe charges at once. */
  amount: 99_999_999,
  /** Pieces of a line. */
  quantity: 999,
  /** Lines of a cart. */
  lines: 100,
  /** Variants of a product. */
  variants: 200,
  /** Grams of one piece: two tonnes. */
  weightGrams: 2_000_000,
  /** Pieces of a SKU in stock. */
  stock: 1_000_000,
  /** How long stock and uses of promotions may be held: the sixty days that an order may wait for a transfer, and one. */
  holdSeconds: 61 * 86_400,
} as const
