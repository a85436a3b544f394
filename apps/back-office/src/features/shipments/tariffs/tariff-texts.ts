import { tariffsEn, tariffsFr } from '../../../messages/logistics/tariffs.ts'
import { useWords } from '../../../office.tsx'

const words = { fr: tariffsFr, en: tariffsEn }

/** What the pages of carriers and tariffs say: loaded with them. */
export const useTariffTexts = () => useWords(words)
