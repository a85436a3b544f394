/** The forms in which code and prose write a name; the template's are `wish-lists` and `wish-list`. */
function formsOf(kebab: string): string[] {
  const words = kebab.split('-')
  const capitals = words.map((word) => word.replace(/^./, (letter) => letter.toUpperCase()))
  const [first = '', ...others] = words
  return [
    kebab,
    capitals.join(''),
    first + capitals.slice(1).join(''),
    words.join('_'),
    words.join(' '),
    [capitals[0], ...others].join(' '),
  ]
}

export const isName = (text: string): boolean => /^[a-z]+(-[a-z]+)*$/.test(text)

/** `gift-cards` → `gift-card`; nothing when the name is no plural that we know. */
export function singularOf(plural: string): string | undefined {
  if (plural.endsWith('ies')) return plural.replace(/ies$/, 'y')
  return /[^s]s$/.test(plural) ? plural.replace(/s$/, '') : undefined
}

/**
 * Puts the name of a service and of its aggregate in place of the template's.
 * @example renamer('gift-cards', 'gift-card')('openWishList') // 'openGiftCard'
 */
export function renamer(service: string, aggregate: string): (text: string) => string {
  const from = [...formsOf('wish-lists'), ...formsOf('wish-list')]
  const to = [...formsOf(service), ...formsOf(aggregate)]
  const forms = new Map(from.map((form, at) => [form, to[at] ?? form]))
  const anyForm = new RegExp(from.join('|'), 'g')
  return (text) => text.replace(anyForm, (found) => forms.get(found) ?? found)
}
