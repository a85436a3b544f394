import { draftsEn, draftsFr } from '../../../messages/orders/drafts.ts'
import { useWords } from '../../../office.tsx'

const words = { fr: draftsFr, en: draftsEn }

export const useDraftTexts = () => useWords(words)
