import { orderEditEn, orderEditFr } from '../../../messages/orders/edit.ts'
import { useWords } from '../../../office.tsx'

const words = { fr: orderEditFr, en: orderEditEn }

export const useEditTexts = () => useWords(words)
