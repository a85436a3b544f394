import type { EconomicOperator, ProductSafety } from '@comptoir/contracts/catalog/presentation'
import type { Localized } from '@comptoir/site/localized'
import { hasText } from '../../../ui/fields/localized-text.ts'

export type OperatorValues = EconomicOperator

/** Who answers for a product, as a form has it. */
export type SafetyValues = {
  readonly manufacturer: OperatorValues
  readonly responsible: OperatorValues
  readonly warnings: Localized
}

const nobody: OperatorValues = { name: '', postalAddress: '', electronicAddress: '' }
export const noSafety: SafetyValues = { manufacturer: nobody, responsible: nobody, warnings: {} }

export const safetyValues = (safety: ProductSafety | undefined): SafetyValues => ({
  manufacturer: safety?.manufacturer ?? nobody,
  responsible: safety?.responsiblePerson ?? nobody,
  warnings: safety?.warnings ?? {},
})

const isNobody = (one: OperatorValues) => Object.values(one).every((text) => text.trim() === '')

/** What is sent; `null` takes it away when nothing is filled in. */
export function safetyOf({ manufacturer, responsible, warnings }: SafetyValues) {
  const hasWarnings = hasText(warnings)
  if (isNobody(manufacturer) && isNobody(responsible) && !hasWarnings) return null
  return {
    manufacturer,
    ...(!isNobody(responsible) && { responsiblePerson: responsible }),
    ...(hasWarnings && { warnings: { ...warnings } }),
  }
}
