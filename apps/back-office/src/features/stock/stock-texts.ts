import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import { stockEn, stockFr } from '../../messages/logistics/stock.ts'
import { useWords } from '../../office.tsx'
import type { StatusTone } from '../../ui/status-badge.tsx'

const words = { fr: stockFr, en: stockEn }

/** What the pages of the stock say: loaded with them. */
export const useStockTexts = () => useWords(words)

/** What a level asks of the staff. */
export const levelTones: Readonly<Record<StockItem['level'], StatusTone>> = {
  ok: 'good',
  low: 'attention',
  out: 'bad',
  oversold: 'bad',
}
