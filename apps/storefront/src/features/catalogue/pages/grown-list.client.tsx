'use client'

import Link, { useLinkStatus } from 'next/link'
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react'
import button from '../../../ui/button.module.css'
import grid from '../card/product-grid.module.css'
import styles from './grown-list.module.css'
import { countBefore, type Grown, grow, isMarked, markOf } from './grown-list.ts'

type GrownListProps = {
  /** The address of the list without its page. */
  readonly list: string
  readonly page: number
  readonly count: number
  /** The cards of the page, as items. */
  readonly cards: ReactNode
  /** The address of the next page; none after the last. */
  readonly next: string | undefined
  readonly texts: { readonly more: string; readonly loading: string; readonly came: string }
}

type List = Grown<ReactNode>

/** The key in the state of a history entry: who comes back to it finds the list as long as it was. */
const markKey = 'comptoirList'
/** Lists that grew in this tab, the latest last. */
let kept: readonly List[] = []
const keptAtMost = 5

/** The products of a list, with more of them below those of the page. It is a link to the next page for whoever has no script. */
export function GrownList({ list, page, count, cards, next, texts }: GrownListProps) {
  const chunk = { page, count, cards }
  const [asked, setAsked] = useState(false)
  const [seen, setSeen] = useState({
    grown: begun({ list, chunks: [chunk] }, chunk),
    cards,
    news: 0,
  })
  if (seen.cards !== cards) {
    const after = grow(seen.grown, { list, chunk, asMore: asked })
    const isMore = after.chunks.length > seen.grown.chunks.length
    setAsked(false)
    setSeen({
      grown: after.chunks.length > 1 ? after : begun(after, chunk),
      cards,
      news: isMore ? seen.news + 1 : 0,
    })
  }
  const { grown, news } = seen
  const items = useRef<HTMLUListElement>(null)
  useEffect(() => keep(grown), [grown])
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page that came
  useEffect(() => {
    if (news > 0) focusCard(items.current, countBefore(grown))
  }, [news])
  return (
    <>
      <ul ref={items} className={grid.grid}>
        {grown.chunks.map((one) => (
          <Fragment key={one.page}>{one.cards}</Fragment>
        ))}
      </ul>
      <p role="status" className="hidden">
        {news > 0 && texts.came}
      </p>
      {next && (
        <p className={styles.more}>
          <Link
            href={next}
            replace
            scroll={false}
            prefetch={false}
            className={`${button.button} ${button.quiet}`}
            onNavigate={() => setAsked(true)}
          >
            <Label {...texts} />
          </Link>
        </p>
      )}
    </>
  )
}

function Label({ more, loading }: GrownListProps['texts']) {
  return useLinkStatus().pending ? loading : more
}

/** The list as it was when this entry of the history was left, or as it came. */
function begun(fresh: List, chunk: List['chunks'][number]): List {
  if (typeof window === 'undefined') return fresh
  const mark: unknown = window.history.state?.[markKey]
  const before = kept.find((one) => isMarked(one, mark))
  return before ? grow(before, { list: fresh.list, chunk, asMore: false }) : fresh
}

function keep(grown: List): void {
  const mark = markOf(grown)
  if (!mark) return
  kept = [...kept.filter((one) => !isMarked(one, mark)), grown].slice(-keptAtMost)
  // with what the router keeps there
  window.history.replaceState({ ...window.history.state, [markKey]: mark }, '')
}

function focusCard(items: HTMLUListElement | null, at: number): void {
  items?.children[at]?.querySelector('a')?.focus()
}
