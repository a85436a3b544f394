import { describe, expect, it } from 'vitest'
import { seoPreview } from './seo-preview.ts'

const product = {
  ...{ title: { fr: 'Bol bleu' }, description: { fr: 'd'.repeat(200) }, slug: 'bol-bleu' },
  seo: { title: { en: 'A blue bowl' }, description: {} },
}

describe('how a product looks in a search', () => {
  it('has its own texts where there are none for search engines', () => {
    expect(seoPreview(product, 'fr')).toMatchObject({ title: 'Bol bleu', path: '/fr/p/bol-bleu' })
    expect(seoPreview(product, 'en').title).toBe('A blue bowl')
  })

  it('is cut where search engines cut', () => {
    expect(seoPreview(product, 'fr').description).toHaveLength(155)
  })
})
