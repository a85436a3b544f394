import { CategoryInput, type CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { describe, expect, it } from 'vitest'
import { categoryBody, categoryValues, fieldOf, noCategory } from './category-values.ts'

const category: CategoryView = {
  ...{ categoryId: 'cat_1', slug: 'lampes', name: { fr: 'Lampes', en: 'Lamps' }, depth: 0 },
  ...{ position: 1_000, path: '/lampes', productCount: 3, version: 2 },
  description: { fr: 'De chevet' },
  seo: { title: { en: 'Lamps' } },
}

describe('the form of a category', () => {
  it('sends what was read, when nothing was changed', () => {
    const body = categoryBody(categoryValues(category))
    const { slug, name, description, seo } = category
    expect(body).toEqual({ slug, name, description, seo })
    expect(CategoryInput.safeParse(body).success).toBe(true)
  })

  it('takes away what was emptied', () => {
    const values = categoryValues(category)
    const body = categoryBody({ ...values, description: {}, seoTitle: { en: '' }, slug: ' ' })
    expect(body).toEqual({ name: category.name, description: null, seo: null })
  })

  it('without a name is refused by the contract', () => {
    expect(CategoryInput.safeParse(categoryBody(noCategory)).success).toBe(false)
  })

  it('shows refusals of its texts at their fields', () => {
    expect(['seo.title.fr', 'seo.description.en', 'name.fr'].map(fieldOf)).toEqual([
      ...['seoTitle.fr', 'seoDescription.en', 'name.fr'],
    ])
  })
})
