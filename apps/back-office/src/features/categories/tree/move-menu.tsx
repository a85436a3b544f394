import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { readText } from '@comptoir/site/localized'
import { ActionIcon, Menu } from '@mantine/core'
import { MoveVertical } from 'lucide-react'
import { useState } from 'react'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useLocale, useWords } from '../../../office.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { type Step, steps, stepTo } from './moves.ts'
import { useTree } from './tree-context.ts'

type Props = { readonly category: CategoryView; readonly name: string }

/** The steps that a category can take, in words, and the way to anywhere else. */
export function MoveMenu({ category, name }: Props) {
  const { move: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const { all, move, tabStop } = useTree()
  const textOf = useStepTexts(category)
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            tabIndex={tabStop === category.categoryId ? 0 : -1}
            aria-label={texts.menu(name)}
          >
            <MoveVertical size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {steps.map((step) => {
            const place = stepTo(all, category.categoryId, step)
            if (!place) return null
            return (
              <Menu.Item key={step} onClick={() => move(category, place)}>
                {textOf(step)}
              </Menu.Item>
            )
          })}
          <Menu.Item onClick={() => setAsking(true)}>{texts.elsewhere}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isAsking ? (
        <MoveDialog category={category} name={name} onClose={() => setAsking(false)} />
      ) : null}
    </>
  )
}

/** What each step is called for this category. */
function useStepTexts({ categoryId, parentId }: CategoryView) {
  const { move: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const locale = useLocale()
  const { all } = useTree()
  const nameOf = (id: string | null | undefined) =>
    readText(all.find((one) => one.categoryId === id)?.name, locale).text
  return (step: Step): string => {
    if (step === 'in') return texts.in(nameOf(stepTo(all, categoryId, 'in')?.parentId))
    if (step === 'out') return texts.out(nameOf(parentId))
    return texts[step]
  }
}
