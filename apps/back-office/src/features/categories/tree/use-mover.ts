import type { listCategories, moveCategory } from '@comptoir/contracts/catalog/category-routes'
import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { readText } from '@comptoir/site/localized'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { categoriesKey } from '../../../ui/categories/use-categories.ts'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { mayStandIn, movesTo, type Place, placeOf } from './moves.ts'

type Wish = { readonly category: CategoryView; readonly place: Place }

/** Moves categories, one at a time, and says where they are then. What is refused is said before anything is asked. */
export function useMover() {
  const { call } = useApi()
  const queries = useQueryClient()
  const toast = useToast()
  const { move: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const locale = useLocale()
  const [said, setSaid] = useState('')
  const all = (): readonly CategoryView[] =>
    queries.getQueryData<AnswerOf<typeof listCategories>>(categoriesKey)?.items ?? []
  const nameOf = (category: CategoryView) => readText(category.name, locale).text

  const moving = useMutation({
    async mutationFn({ category, place }: Wish) {
      for (const { categoryId: id, ...body } of movesTo(all(), category.categoryId, place)) {
        await call<typeof moveCategory>('POST /api/categories/{id}/move', { params: { id }, body })
      }
    },
    // also after a refusal: some may have moved
    onSettled: () => queries.invalidateQueries({ queryKey: ['catalog'] }),
  })

  function say({ category, place: { parentId, index } }: Wish): string {
    const parent = all().find(({ categoryId }) => categoryId === parentId)
    const name = nameOf(category)
    return parent ? texts.done(name, index + 1, nameOf(parent)) : texts.doneAtRoot(name, index + 1)
  }

  async function move(wish: Wish): Promise<void> {
    const { category, place } = wish
    if (!mayStandIn(all(), category.categoryId, place.parentId)) {
      setSaid(texts.refused(nameOf(category)))
      return
    }
    const before = placeOf(all(), category.categoryId)
    await moving.mutateAsync(wish)
    setSaid(say(wish))
    // what was undone is not offered to be undone
    toast(say(wish), before && (() => moving.mutateAsync({ category, place: before })))
  }

  return {
    ...{ move, said, isBusy: moving.isPending, error: moving.error },
    refuse: (category: CategoryView) => setSaid(texts.refused(nameOf(category))),
  }
}

export type Mover = ReturnType<typeof useMover>
