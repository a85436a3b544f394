import type { PromotionTexts } from '../../../messages/promotions/promotions.ts'
import type { FieldLabels } from '../../../ui/form/save-bar.tsx'
import type { RuleValues } from './rule-values.ts'

/** What the fields of a promotion are called. */
export const ruleLabels = ({ form }: PromotionTexts): FieldLabels<RuleValues> => form
