import { taxesEn, taxesFr } from '../../messages/catalogue/taxes.ts'
import { useWords } from '../../office.tsx'

/** What pages of VAT say. */
export const useTaxWords = () => useWords({ fr: taxesFr, en: taxesEn })
