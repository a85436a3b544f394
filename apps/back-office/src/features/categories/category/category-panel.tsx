import type { replaceCategory } from '@comptoir/contracts/catalog/category-routes'
import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { readText } from '@comptoir/site/localized'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { Asked } from '../../../ui/asked.tsx'
import { categoriesKey } from '../../../ui/categories/use-categories.ts'
import { Facts } from '../../../ui/detail/facts.tsx'
import { takeFocus } from '../../../ui/detail/take-focus.ts'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import classes from '../categories.module.css'
import { CategoryFields, categoryLabels, showValue } from './category-fields.tsx'
import { CategoryPicture } from './category-picture.tsx'
import { type CategoryValues, categoryBody, categoryValues, fieldOf } from './category-values.ts'
import { DeleteCategory } from './delete-category.tsx'
import { categoryKey, useCategory, useReadCategory } from './use-category.ts'

const route = getRouteApi('/categories/$categoryId')

/** A category beside the tree: its texts, its picture, and the way to take it out. */
export function CategoryPanel() {
  const { categoryId } = route.useParams()
  const asked = useCategory(categoryId)
  return (
    <Asked key={categoryId} asked={asked}>
      {(category) => <Opened category={category} />}
    </Asked>
  )
}

type Props = { readonly category: CategoryView }

function Opened({ category }: Props) {
  const texts = useWords({ fr: categoriesFr, en: categoriesEn })
  const locale = useLocale()
  const { may } = usePermissions()
  const { categoryId, path, productCount } = category
  const { text: name, lang } = readText(category.name, locale)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  return (
    <article>
      <h2 ref={heading} tabIndex={-1} lang={lang}>
        {name}
      </h2>
      <Facts rows={[[texts.path, <code key="path">{path}</code>]]} />
      <p>{texts.products(productCount)}</p>
      {may('catalogue.write') ? (
        <>
          <CategoryForm category={category} />
          <CategoryPicture category={category} name={name} />
          <div className={classes['actions']}>
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/categories/new" search={{ parent: categoryId }} {...props} />
              )}
            >
              {texts.createBelow(name)}
            </Button>
            <DeleteCategory category={category} name={name} />
          </div>
        </>
      ) : null}
    </article>
  )
}

function useCategoryForm(category: CategoryView) {
  const { call } = useApi()
  const queries = useQueryClient()
  const read = useReadCategory()
  const { categoryId: id, version } = category
  const form = useForm<CategoryValues>({
    ...{ name: `category ${id}`, saved: categoryValues(category), version, fieldOf },
  })
  const saving = useSave(form, {
    save: (values, known) =>
      call<typeof replaceCategory>('PUT /api/categories/{id}', {
        params: { id },
        body: categoryBody(values),
        headers: ifMatch(known),
      }),
    async latest() {
      const now = await read(id)
      queries.setQueryData(categoryKey(id), now)
      return { values: categoryValues(now), version: now.version }
    },
    onSaved(answer) {
      queries.setQueryData(categoryKey(id), (before: object | undefined) => ({
        ...{ breadcrumbs: [], children: [], ...before, ...answer },
        // what was taken away is not in the answer
        ...{ description: answer.description, seo: answer.seo },
      }))
      return queries.invalidateQueries({ queryKey: categoriesKey })
    },
  })
  return { form, saving }
}

function CategoryForm({ category }: Props) {
  const texts = useWords({ fr: categoriesFr, en: categoriesEn })
  const { form, saving } = useCategoryForm(category)
  return (
    <form className={classes['form']} onSubmit={saving.submit}>
      <CategoryFields form={form} />
      <SaveBar
        saving={saving}
        labels={categoryLabels(texts)}
        within={`/categories/${category.categoryId}`}
        show={showValue}
      />
    </form>
  )
}
