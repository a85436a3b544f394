import { returnsEn, returnsFr } from '../../messages/logistics/returns.ts'
import { useWords } from '../../office.tsx'

const words = { fr: returnsFr, en: returnsEn }

/** What the pages of returns say: loaded with them. */
export const useReturnTexts = () => useWords(words)
