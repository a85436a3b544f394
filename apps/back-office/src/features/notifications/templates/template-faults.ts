/** What is wrong with a text, by its kind. */
type FaultTexts = {
  readonly unknown: (name: string) => string
  readonly missing: (name: string) => string
  readonly html: string
  readonly image: string
  readonly link: string
  readonly other: (message: string) => string
}

/**
 * What the service says of a text in the language of the page: it has one code for all faults, and its sentences name the placeholder.
 * A sentence that is not known stands as it is.
 */
export function faultWords(message: string, texts: FaultTexts): string {
  const unknown = /^there is no \{\{ (.+) \}\} here$/.exec(message)?.[1]
  if (unknown !== undefined) return texts.unknown(unknown)
  const missing = /^\{\{ (.+) \}\} is missing$/.exec(message)?.[1]
  if (missing !== undefined) return texts.missing(missing)
  if (message.startsWith('HTML is not shown')) return texts.html
  if (message.startsWith('images are not shown')) return texts.image
  if (message.startsWith('a link leads to')) return texts.link
  return texts.other(message)
}
