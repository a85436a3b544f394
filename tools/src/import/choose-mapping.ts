import { UserError } from '../runner/screen/user-error.ts'
import { type Mapping, readMapping, readTextFile } from './mapping.ts'
import { detectPreset, presetFile } from './presets.ts'
import { openSource } from './reading/source.ts'

export type MappingOptions = {
  readonly file: string
  readonly from?: string | undefined
  readonly map?: string | undefined
  readonly encoding?: string | undefined
  readonly currency?: string | undefined
  readonly rate?: string | undefined
  readonly language?: string | undefined
  readonly 'net-prices'?: boolean | undefined
}

/** The mapping that is asked for, or the one that the columns of the file are of, with what options change of it. */
export async function chooseMapping(options: MappingOptions) {
  const { file, why } = await mappingFile(options)
  const mapping = withOptions(readMapping(file), options)
  const changes = [options.currency, options.rate, options.language, options['net-prices']]
  const { code, rate } = mapping.currency
  return {
    mapping,
    /** What tells this mapping from another one. */
    key: `${readTextFile(file)} ${changes.join(' ')}`,
    said: [
      ...why,
      ...(options.map === undefined ? [`prices are in ${code}, 1 ${code} = ${rate} EUR`] : []),
    ],
  }
}

async function mappingFile({ map, from = 'auto', file, encoding }: MappingOptions) {
  if (map !== undefined) return { file: map, why: [] }
  if (from !== 'auto') return { file: presetFile(from), why: [] }
  const { columns } = await openSource(file, { encoding })
  const { name, why } = detectPreset(columns)
  return { file: presetFile(name), why: [`the file is of ${name}: ${why}`] }
}

function withOptions(mapping: Mapping, options: MappingOptions): Mapping {
  const { currency, rate, language = mapping.language } = options
  if (language !== 'fr' && language !== 'en') throw new UserError('--language takes fr or en')
  const netOf = <P extends Mapping['salePrice']>(price: P) =>
    price && options['net-prices'] ? { ...price, net: true } : price
  return {
    ...mapping,
    language,
    price: mapping.price.map(netOf),
    previousPrice: netOf(mapping.previousPrice),
    salePrice: netOf(mapping.salePrice),
    taxRates: Object.keys(mapping.taxRates).length > 0 ? mapping.taxRates : frenchRates,
    currency: currencyOf(mapping, currency, rate),
  }
}

/** VAT in France since 2014 (code général des impôts, art. 278 to 281 octies). */
const frenchRates = { standard: '20', intermediate: '10', reduced: '5.5', super_reduced: '2.1' }

function currencyOf(
  mapping: Mapping,
  code: string | undefined,
  rate: string | undefined,
): Mapping['currency'] {
  if (code === undefined && rate === undefined) return mapping.currency
  if (code !== undefined && code !== 'EUR' && rate === undefined) {
    throw new UserError(`--currency ${code} needs --rate: what one ${code} is in euros`)
  }
  const asked = { code: code ?? mapping.currency.code, rate: rate ?? '1' }
  const isRight = /^[A-Z]{3}$/.test(asked.code) && /^\d+(\.\d+)?$/.test(asked.rate)
  if (!isRight || Number(asked.rate) === 0) {
    throw new UserError('--currency takes a code like USD, --rate a number like 0.92')
  }
  return { ...mapping.currency, ...asked, source: 'the command line' }
}
