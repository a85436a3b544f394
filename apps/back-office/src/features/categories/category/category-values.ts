import type { CategoryInput, CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import type { Localized } from '@comptoir/site/localized'
import { given } from '../../../ui/data-list/list-search.ts'

/** A category as it is edited; its place in the tree changes by a move. */
export type CategoryValues = {
  readonly name: Localized
  readonly slug: string
  readonly description: Localized
  readonly seoTitle: Localized
  readonly seoDescription: Localized
}

export const noCategory: CategoryValues = {
  ...{ name: {}, slug: '', description: {}, seoTitle: {}, seoDescription: {} },
}

export const categoryValues = ({ name, slug, description, seo }: CategoryView): CategoryValues => ({
  ...{ name, slug, description: description ?? {} },
  ...{ seoTitle: seo?.title ?? {}, seoDescription: seo?.description ?? {} },
})

/** A text of which one language is there; nothing when none is. */
function textIn({ fr, en }: Localized): Localized | undefined {
  return fr || en ? given({ fr: fr || undefined, en: en || undefined }) : undefined
}

/** The body of the operation: what is empty is taken away. */
export function categoryBody(values: CategoryValues): CategoryInput {
  const { name, slug, description, seoTitle, seoDescription } = values
  const seo = given({ title: textIn(seoTitle), description: textIn(seoDescription) })
  return {
    name: textIn(name) ?? {},
    ...(slug.trim() !== '' && { slug: slug.trim() }),
    description: textIn(description) ?? null,
    seo: Object.keys(seo).length > 0 ? seo : null,
  }
}

/** The field of the form for a path of a refusal. */
export const fieldOf = (path: string): string =>
  path.replace(/^seo\.title/, 'seoTitle').replace(/^seo\.description/, 'seoDescription')
