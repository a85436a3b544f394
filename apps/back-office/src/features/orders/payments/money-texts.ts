import { orderMoneyEn, orderMoneyFr } from '../../../messages/orders/payments.ts'
import { useWords } from '../../../office.tsx'

const words = { fr: orderMoneyFr, en: orderMoneyEn }

export const useMoneyTexts = () => useWords(words)
