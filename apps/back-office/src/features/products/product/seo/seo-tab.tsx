import type { Localized } from '@comptoir/site/localized'
import { TextInput } from '@mantine/core'
import { productEn, productFr } from '../../../../messages/products/product.ts'
import { useWords } from '../../../../office.tsx'
import { LocalizedField } from '../../../../ui/fields/localized-field.tsx'
import type { Form } from '../../../../ui/form/use-form.ts'
import classes from '../../products.module.css'
import type { ProductValues } from '../product-values.ts'
import { seoPreview } from './seo-preview.ts'

type Props = { readonly form: Form<ProductValues> }

/** What search engines and shared links show of it, and how that looks. */
export function SeoTab({ form }: Props) {
  const texts = useWords({ fr: productFr, en: productEn })
  const { seo } = form.values
  const part = (name: 'title' | 'description') => ({
    ...{ name: `seo.${name}`, value: seo[name], errorOf: form.errorOf },
    label: texts.seo[name],
    onChange: (value: Localized) => form.set('seo', { ...seo, [name]: value }),
  })
  return (
    <div className={classes['wideFields']}>
      <LocalizedField {...part('title')} maxLength={120} description={texts.seo.titleHint} />
      <LocalizedField
        {...part('description')}
        isLong
        maxLength={320}
        description={texts.seo.descriptionHint}
      />
      <TextInput
        label={texts.fields.slug}
        description={texts.seo.slugHint}
        maxLength={120}
        {...form.text('slug')}
      />
      <section aria-label={texts.seo.preview}>
        <h2>{texts.seo.preview}</h2>
        <div className={classes['pair']}>
          {(['fr', 'en'] as const).map((language) => (
            <Preview key={language} values={form.values} language={language} />
          ))}
        </div>
      </section>
    </div>
  )
}

type PreviewProps = { readonly values: ProductValues; readonly language: 'fr' | 'en' }

function Preview({ values, language }: PreviewProps) {
  const { title, path, description, lang } = seoPreview(values, language)
  return (
    <div className={classes['found']} lang={lang}>
      <span className={classes['hint']}>{path}</span>
      <strong>{title}</strong>
      <span>{description}</span>
    </div>
  )
}
