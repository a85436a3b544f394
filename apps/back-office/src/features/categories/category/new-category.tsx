import type { createCategory } from '@comptoir/contracts/catalog/category-routes'
import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { readText } from '@comptoir/site/localized'
import { NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { categoriesKey, useCategories, wayNames } from '../../../ui/categories/use-categories.ts'
import { takeFocus } from '../../../ui/detail/take-focus.ts'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import classes from '../categories.module.css'
import { CategoryFields, categoryLabels } from './category-fields.tsx'
import { type CategoryValues, categoryBody, fieldOf, noCategory } from './category-values.ts'

const route = getRouteApi('/categories/new')

function useCreation(parentId: string | undefined) {
  const texts = useWords({ fr: categoriesFr, en: categoriesEn })
  const { call } = useApi()
  const locale = useLocale()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm<CategoryValues>({ name: 'new category', saved: noCategory, fieldOf })
  const saving = useSave(form, {
    save(values) {
      const { description, seo, ...body } = categoryBody(values)
      return call<typeof createCategory>('POST /api/categories', {
        body: {
          ...body,
          ...(parentId !== undefined && { parentId }),
          ...(description && { description }),
          ...(seo && { seo }),
        },
      })
    },
    async onSaved({ categoryId }) {
      await queries.invalidateQueries({ queryKey: categoriesKey })
      await navigate({ to: '/categories/$categoryId', params: { categoryId } })
    },
    isNew: true,
    savedText: texts.created(readText(form.values.name, locale).text),
  })
  return { form, saving }
}

/** A category that does not exist yet; the address says in which one it will be. */
export function NewCategory() {
  const texts = useWords({ fr: categoriesFr, en: categoriesEn })
  const locale = useLocale()
  const navigate = useNavigate()
  const { parent } = route.useSearch()
  const all: readonly CategoryView[] = useCategories().data?.items ?? []
  const names = wayNames(all, locale)
  const { form, saving } = useCreation(parent)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  function choose(value: string): void {
    const search = value === '' ? {} : { parent: value }
    void navigate({ to: '/categories/new', search, replace: true })
  }
  return (
    <form className={classes['form']} onSubmit={saving.submit}>
      <h2 ref={heading} tabIndex={-1}>
        {texts.create}
      </h2>
      <NativeSelect
        label={texts.parent}
        value={parent ?? ''}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        data={[
          { value: '', label: texts.move.root },
          ...all.map(({ categoryId, slug }) => ({
            ...{ value: categoryId, label: names.get(categoryId) ?? slug },
          })),
        ]}
      />
      <CategoryFields form={form} />
      <SaveBar
        saving={saving}
        labels={categoryLabels(texts)}
        within="/categories/new"
        action={texts.create}
      />
    </form>
  )
}
