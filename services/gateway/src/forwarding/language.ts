import { Locale } from '@comptoir/contracts/common'

const first: Locale = 'fr'
const rememberedLength = 100
const rememberedHeaders = 200
const known = new Map<string, Locale>()

/**
 * The language of the shop that a client likes best (`Accept-Language`, RFC 9110, 12.5.4); French when it names none of
 * them.
 */
export function languageOf(header: string | undefined): Locale {
  if (header === undefined) return first
  const found = known.get(header)
  if (found) return found
  const language = preferred(header)
  if (header.length > rememberedLength) return language
  if (known.size >= rememberedHeaders) known.clear()
  known.set(header, language)
  return language
}

function preferred(header: string): Locale {
  let best = first
  let highest = 0
  for (const item of header.split(',')) {
    const [range = '', ...parameters] = item.split(';')
    const locale = Locale.options.find((one) => isFor(range.trim().toLowerCase(), one))
    const quality = qualityOf(parameters)
    if (!locale || quality <= highest) continue
    best = locale
    highest = quality
  }
  return best
}

const isFor = (range: string, locale: Locale) => range === locale || range.startsWith(`${locale}-`)

function qualityOf(parameters: readonly string[]): number {
  const weight = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='))
  if (weight === undefined) return 1
  const quality = Number(weight.slice(2))
  return quality >= 0 && quality <= 1 ? quality : 0
}
