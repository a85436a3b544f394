import { pricesEn, pricesFr } from '../../messages/catalogue/prices.ts'
import { useWords } from '../../office.tsx'

/** What pages of price lists say. */
export const usePriceWords = () => useWords({ fr: pricesFr, en: pricesEn })
