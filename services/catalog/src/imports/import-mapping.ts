import { createHash } from 'node:crypto'
import { FileProblem } from '@comptoir/catalogue-import/file-problem'
import {
  type Mapping,
  neededColumns,
  parseMapping,
  readMapping,
} from '@comptoir/catalogue-import/mapping'
import { withOptions } from '@comptoir/catalogue-import/mapping-options'
import { presetFile } from '@comptoir/catalogue-import/presets'
import type { ProductImportMapping } from '@comptoir/contracts/catalog/product-import-routes'
import { refuse } from '@comptoir/service/problems/refusal'

/** The mapping of an import. Throws a FileProblem for one that is none. */
export function mappingOf(asked: ProductImportMapping): Mapping {
  const { preset, mapping, netPrices, ...options } = asked
  const read = preset ? readMapping(presetFile(preset)) : parseMapping(mapping)
  const { language, currency, rate } = options
  return withOptions(read, { language, currency, rate, 'net-prices': netPrices })
}

/** Refuses a mapping that is none, or that needs columns which the file has not. */
export function checkMapping(asked: ProductImportMapping, columns: readonly string[]): void {
  const missing = neededColumns(readable(asked)).filter((name) => !columns.includes(name))
  if (missing.length > 0) throw wrong(`the file has no column ${missing.join(', ')}`)
}

function readable(asked: ProductImportMapping): Mapping {
  try {
    return mappingOf(asked)
  } catch (error) {
    if (error instanceof FileProblem) throw wrong(error.message)
    throw error
  }
}

const wrong = (message: string) =>
  refuse('invalid_request', message, {
    errors: [{ field: 'mapping', code: 'invalid_mapping', message }],
  })

/** What tells files with these columns from others. */
export const columnsKey = (columns: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(columns)).digest('hex')
