import type { ImportMessages } from '../../../messages/catalogue/imports.ts'
import type { FieldLabels } from '../../../ui/form/save-bar.tsx'
import type { MappingValues } from './mapping-values.ts'

/** What the fields of a mapping are called. */
export function mappingLabels({ mapping: texts }: ImportMessages): FieldLabels<MappingValues> {
  const { way, preset, decimal, weightUnit, categoryPath, otherwise, optionName } = texts
  const { optionValue, status, language, currency, rate, netPrices, setStock } = texts
  return {
    ...texts.fields,
    ...{ way, preset, decimal, weightUnit, categoryPath, otherwise, optionName, optionValue },
    ...{ status, document: texts.documentLabel, language, currency, rate, netPrices, setStock },
  }
}
