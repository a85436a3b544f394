export const goodsChoices = ['restock', 'writeOff', 'keepShipping'] as const
export type GoodsChoice = (typeof goodsChoices)[number]

/** What a refund says of goods that have not left. */
export const goodsBody = (goods: GoodsChoice) =>
  goods === 'keepShipping' ? { keepShipping: true } : { restock: goods === 'restock' }
