import { Locale } from '@comptoir/contracts/common'
import { parseAccept } from 'hono/utils/accept'

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
  const wanted = parseAccept(header).filter(({ q }) => q > 0)
  const locales = wanted.flatMap(({ type }) => {
    const range = type.toLowerCase()
    return Locale.options.filter((one) => range === one || range.startsWith(`${one}-`))
  })
  return locales[0] ?? first
}
