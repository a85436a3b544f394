import { bulkEn, bulkFr } from '../../../messages/orders/bulk.ts'
import { useWords } from '../../../office.tsx'

const words = { fr: bulkFr, en: bulkEn }

export const useBulkTexts = () => useWords(words)
