import { orderParcelsEn, orderParcelsFr } from '../../../messages/orders/parcels.ts'
import { useWords } from '../../../office.tsx'

const words = { fr: orderParcelsFr, en: orderParcelsEn }

export const useParcelTexts = () => useWords(words)
