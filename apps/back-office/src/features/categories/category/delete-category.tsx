import type { deleteCategory } from '@comptoir/contracts/catalog/category-routes'
import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { useCategories, wayNames } from '../../../ui/categories/use-categories.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { childrenOf, subtreeOf } from '../tree/moves.ts'
import { useCategoryChanged } from './use-category.ts'

type Props = { readonly category: CategoryView; readonly name: string }

/** Takes a category out of the tree; what is in it needs another place first. */
export function DeleteCategory({ category, name }: Props) {
  const { remove: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const locale = useLocale()
  const all: readonly CategoryView[] = useCategories().data?.items ?? []
  const [target, setTarget] = useState('')
  const run = useDelete(category, name)
  const { categoryId } = category
  const children = childrenOf(all, categoryId).length
  const own = subtreeOf(all, categoryId)
  const names = wayNames(all, locale)
  const others = all.filter((one) => !own.has(one.categoryId))
  return (
    <DangerAction
      asksWhy={false}
      action={texts.action}
      // its own products are nowhere counted: the figure known is of those on sale in it and below
      effect={texts.effect(name, children)}
      request={`delete category ${categoryId}`}
      run={() => run(target)}
    >
      <NativeSelect
        label={texts.target}
        description={texts.targetHelp}
        value={target}
        onChange={({ currentTarget }) => setTarget(currentTarget.value)}
        required={children > 0}
        data={[
          { value: '', label: children === 0 ? texts.nowhere : texts.missing },
          ...others.map((one) => ({
            ...{ value: one.categoryId, label: names.get(one.categoryId) ?? one.slug },
          })),
        ]}
      />
    </DangerAction>
  )
}

function useDelete({ categoryId: id, version }: CategoryView, name: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const { remove: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const changed = useCategoryChanged(id)
  return async (reassignTo: string): Promise<void> => {
    await call<typeof deleteCategory>('DELETE /api/categories/{id}', {
      params: { id },
      query: reassignTo === '' ? {} : { reassignTo },
      headers: ifMatch(version),
    }).catch((error: unknown) => {
      // it may be of another version now
      void changed()
      throw error
    })
    toast(texts.done(name))
    await navigate({ to: '/categories' })
    // also products, which stand elsewhere now
    await queries.invalidateQueries({ queryKey: ['catalog'] })
  }
}
