import { FileProblem } from './file-problem.ts'
import type { Mapping } from './mapping.ts'

/** What a file says nothing of, as whoever imports it knows it. */
export type MappingOptions = {
  readonly currency?: string | undefined
  readonly rate?: string | undefined
  readonly language?: string | undefined
  readonly 'net-prices'?: boolean | undefined
}

/** A mapping with what options change of it. */
export function withOptions(mapping: Mapping, options: MappingOptions): Mapping {
  const { currency, rate, language = mapping.language } = options
  if (language !== 'fr' && language !== 'en') throw new FileProblem('--language takes fr or en')
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
    throw new FileProblem(`--currency ${code} needs --rate: what one ${code} is in euros`)
  }
  const asked = { code: code ?? mapping.currency.code, rate: rate ?? '1' }
  const isRight = /^[A-Z]{3}$/.test(asked.code) && /^\d+(\.\d+)?$/.test(asked.rate)
  if (!isRight || Number(asked.rate) === 0) {
    throw new FileProblem('--currency takes a code like USD, --rate a number like 0.92')
  }
  return { ...mapping.currency, ...asked, source: 'the command line' }
}
