/** A text in the shop's languages; at least one is there. */
export type Localized = { readonly fr?: string | undefined; readonly en?: string | undefined }

export type ReadText = {
  readonly text: string
  /** The language that the text is in, when it is not the one asked for. */
  readonly lang?: 'fr' | 'en'
}

/** The text in the language asked for, else in the other one, which then says so. */
export function readText(text: Localized | undefined, locale: 'fr' | 'en'): ReadText {
  const asked = text?.[locale]
  if (asked !== undefined) return { text: asked }
  const other = locale === 'fr' ? 'en' : 'fr'
  return { text: text?.[other] ?? '', lang: other }
}
