import type { Shop } from '@comptoir/contracts/admin/schemas'

/** A part of a text: paragraphs; one that begins with `- ` is a point of a list. */
export type LegalSection = { readonly heading: string; readonly paragraphs: readonly string[] }

/** A page of the shop's own texts. */
export type LegalText = {
  readonly title: string
  /** The day from which it counts. */
  readonly since?: string
  readonly sections: readonly LegalSection[]
}

/** In each language, from what the shop's settings say. */
export type LegalTexts = {
  readonly fr: (shop: Shop) => LegalText
  readonly en: (shop: Shop) => LegalText
}
