import { ordersEn, ordersFr } from '../../messages/orders/orders.ts'
import { useWords } from '../../office.tsx'

const words = { fr: ordersFr, en: ordersEn }

/** What the list of orders says, and the names of their states. */
export const useListTexts = () => useWords(words)
