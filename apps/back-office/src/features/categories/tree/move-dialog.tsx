import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useLocale, useMessages, useWords } from '../../../office.tsx'
import { wayNames } from '../../../ui/categories/use-categories.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { childrenOf, subtreeOf } from './moves.ts'
import { useTree } from './tree-context.ts'

type Props = {
  readonly category: CategoryView
  readonly name: string
  readonly onClose: () => void
}

/** Moves a category to anywhere; into itself cannot be chosen. */
export function MoveDialog({ category, name, onClose }: Props) {
  const { move: texts } = useWords({ fr: categoriesFr, en: categoriesEn })
  const { frame } = useMessages()
  const locale = useLocale()
  const { all, move } = useTree()
  const { categoryId } = category
  const [target, setTarget] = useState(category.parentId ?? '')
  const names = wayNames(all, locale)
  const branch = subtreeOf(all, categoryId)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const parentId = target === '' ? null : target
    // where it is already it keeps its place
    if (parentId !== (category.parentId ?? null)) {
      move(category, { parentId, index: childrenOf(all, parentId).length })
    }
    onClose()
  }
  const choices = all.map((one) => {
    const way = names.get(one.categoryId) ?? one.slug
    const isOwn = branch.has(one.categoryId)
    return { value: one.categoryId, label: isOwn ? texts.ownBranch(way) : way, disabled: isOwn }
  })
  return (
    <Dialog title={texts.title(name)} isOpen onClose={onClose}>
      <form onSubmit={submit}>
        <Stack>
          <Text>{texts.effect(branch.size - 1)}</Text>
          <NativeSelect
            label={texts.under}
            value={target}
            onChange={({ currentTarget }) => setTarget(currentTarget.value)}
            data={[{ value: '', label: texts.root }, ...choices]}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {frame.cancel}
            </Button>
            <Button type="submit">{texts.submit}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
