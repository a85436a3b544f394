import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../categories.module.css'
import { Branches } from './branches.tsx'
import { type Place, tabStopOf } from './moves.ts'
import { linkId, TreeProvider } from './tree-context.ts'
import { useDrag } from './use-drag.ts'
import { useMover } from './use-mover.ts'

type Props = { readonly all: readonly CategoryView[] }

/** The tree of categories: moved by drag, by the menu of a row, and by Alt with the arrows. */
export function CategoryTree({ all }: Props) {
  const texts = useWords({ fr: categoriesFr, en: categoriesEn })
  const { may } = usePermissions()
  const mover = useMover()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const focus = useRef<string>(undefined)
  // a category that went to another branch is another element there
  useEffect(() => {
    if (focus.current === undefined || all.length === 0) return
    document.getElementById(linkId(focus.current))?.focus()
    focus.current = undefined
  }, [all])

  function setOpen(categoryId: string, isOpen: boolean): void {
    const next = new Set(closed)
    if (isOpen) next.delete(categoryId)
    else next.add(categoryId)
    setClosed(next)
  }
  function move(category: CategoryView, place: Place): void {
    if (mover.isBusy) return
    focus.current = category.categoryId
    if (place.parentId !== null) setOpen(place.parentId, true)
    // what was refused is shown above the tree
    void mover.move({ category, place }).catch(() => undefined)
  }
  const drag = useDrag({ all, onMove: move, onRefused: mover.refuse })
  const isOpen = (categoryId: string) => !closed.has(categoryId)
  const [last, setLast] = useState<string>()
  const tabStop = tabStopOf(all, last, isOpen)
  return (
    <TreeProvider
      value={{ all, mayMove: may('catalogue.write'), mover, drag, tabStop, isOpen, setOpen, move }}
    >
      <nav
        className={classes['tree']}
        aria-label={texts.tree}
        onKeyDown={walk}
        onFocus={({ target }) => {
          const row = target.closest<HTMLElement>('[data-row]')
          if (row) setLast(row.dataset['row'])
        }}
      >
        {mover.error ? <ProblemNote problem={problemIn(mover.error)} /> : null}
        <p className={classes['said']} role="status">
          {mover.said}
        </p>
        {all.length === 0 ? <p>{texts.empty}</p> : <Branches parentId={null} />}
        <p className={classes['hint']}>{texts.keys}</p>
      </nav>
    </TreeProvider>
  )
}

/** Up and down go from one category to the next that is shown. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.defaultPrevented
  if (step === undefined || !isPlain) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-category]')]
  const at = links.indexOf(event.target as HTMLElement)
  const next = at < 0 ? undefined : links[at + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
