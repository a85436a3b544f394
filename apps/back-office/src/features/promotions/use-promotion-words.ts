import {
  type PromotionTexts,
  promotionsEn,
  promotionsFr,
} from '../../messages/promotions/promotions.ts'
import { useWords } from '../../office.tsx'

/** What these pages say. */
export const usePromotionWords = () =>
  useWords<PromotionTexts>({ fr: promotionsFr, en: promotionsEn })
