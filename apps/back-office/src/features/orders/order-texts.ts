import { orderEn, orderFr } from '../../messages/orders/order.ts'
import { useWords } from '../../office.tsx'

const words = { fr: orderFr, en: orderEn }

/** What one order says: loaded with its page. */
export const useOrderTexts = () => useWords(words)
