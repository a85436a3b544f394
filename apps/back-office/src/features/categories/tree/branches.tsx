import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { readText } from '@comptoir/site/localized'
import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronRight, GripVertical } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { categoriesEn, categoriesFr } from '../../../messages/catalogue/categories.ts'
import { useLocale, useWords } from '../../../office.tsx'
import classes from '../categories.module.css'
import { MoveMenu } from './move-menu.tsx'
import { childrenOf, type Step, stepTo } from './moves.ts'
import { linkId, useTree } from './tree-context.ts'

/** The categories in one, each with those in it. */
export function Branches({ parentId }: { readonly parentId: string | null }) {
  const { all, isOpen } = useTree()
  return (
    <ul className={classes['branches']}>
      {childrenOf(all, parentId).map((category) => (
        <li key={category.categoryId}>
          <Row category={category} />
          {isOpen(category.categoryId) && childrenOf(all, category.categoryId).length > 0 ? (
            <Branches parentId={category.categoryId} />
          ) : null}
        </li>
      ))}
    </ul>
  )
}

type RowProps = { readonly category: CategoryView }

const arrows: Readonly<Record<string, Step>> = {
  ...{ ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' },
}

/** Alt with an arrow moves a category, right and left alone open and close it. */
function useRowKeys(category: CategoryView) {
  const { all, mayMove, setOpen, move } = useTree()
  function step(way: Step): void {
    const place = mayMove ? stepTo(all, category.categoryId, way) : undefined
    if (place) move(category, place)
  }
  return (event: KeyboardEvent<HTMLElement>): void => {
    const way = arrows[event.key]
    if (way === undefined) return
    if (event.altKey) step(way)
    else if (way === 'in' || way === 'out') setOpen(category.categoryId, way === 'in')
    else return
    event.preventDefault()
  }
}

function Row({ category }: RowProps) {
  const texts = useWords({ fr: categoriesFr, en: categoriesEn })
  const locale = useLocale()
  const { drag, mayMove, tabStop } = useTree()
  const press = useRowKeys(category)
  const { categoryId, productCount } = category
  const { text, lang } = readText(category.name, locale)
  return (
    // dragging has two other ways: the menu, and Alt with the arrows on the link
    <div
      className={classes['row']}
      data-row={categoryId}
      data-drop={drag.markOf(categoryId)}
      {...(mayMove ? drag.row(category) : {})}
    >
      {mayMove ? <GripVertical size={16} aria-hidden className={classes['grip']} /> : null}
      <Toggle category={category} name={text} />
      <Link
        id={linkId(categoryId)}
        to="/categories/$categoryId"
        params={{ categoryId }}
        className={classes['name']}
        data-category
        tabIndex={tabStop === categoryId ? 0 : -1}
        draggable={false}
        onKeyDown={press}
        lang={lang}
      >
        {text}
      </Link>
      <span className={classes['count']}>{texts.products(productCount)}</span>
      {mayMove ? <MoveMenu category={category} name={text} /> : null}
    </div>
  )
}

/** Opens and closes what is in a category. */
function Toggle({ category, name }: RowProps & { readonly name: string }) {
  const texts = useWords({ fr: categoriesFr, en: categoriesEn })
  const { all, isOpen, setOpen, tabStop } = useTree()
  const { categoryId } = category
  if (childrenOf(all, categoryId).length === 0) return <span className={classes['toggle']} />
  const isShown = isOpen(categoryId)
  const Chevron = isShown ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      className={classes['toggle']}
      tabIndex={tabStop === categoryId ? 0 : -1}
      aria-expanded={isShown}
      aria-label={texts.open(name)}
      onClick={() => setOpen(categoryId, !isShown)}
    >
      <Chevron size={16} aria-hidden />
    </button>
  )
}
