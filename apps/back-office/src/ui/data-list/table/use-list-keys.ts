import { type RefObject, useEffect, useRef, useState } from 'react'
import { type ListAction, listAction, rowAfter } from './list-keys.ts'

type KeyOptions = {
  readonly count: number
  readonly onSelect: (index: number) => void
  /** All rows from the one that was chosen last. */
  readonly onRange: (index: number) => void
  readonly onAll: () => void
  readonly onOpen: (index: number) => void
  readonly onAct?: (() => void) | undefined
  readonly search?: RefObject<HTMLInputElement | null> | undefined
  readonly scroller: RefObject<HTMLDivElement | null>
  /** False while something else is on top of the list. */
  readonly isOn: boolean
}

type ListEffects = Readonly<Partial<Record<ListAction, () => unknown>>>

/** The row that keys act on, and what they do. */
export function useListKeys(options: KeyOptions): number {
  const [active, setActive] = useState(-1)
  useListActions(options.isOn, {
    next: () => move(1),
    previous: () => move(-1),
    select: () => active >= 0 && options.onSelect(active),
    range: () => active >= 0 && options.onRange(active),
    all: () => options.onAll(),
    open: () => active >= 0 && options.onOpen(active),
    act: () => options.onAct?.(),
    search: () => options.search?.current?.focus(),
  })
  function move(step: 1 | -1): void {
    const next = rowAfter(active, step, options.count)
    setActive(next)
    scrollTo(options.scroller.current, next)
  }
  return active
}

/**
 * Does what the keys of lists mean to one, wherever the focus is on its page; other keys stay the browser's. Beside a list that is not
 * all of its page, arrows scroll: only within `arrowsIn` they are of the list.
 */
export function useListActions(
  isOn: boolean,
  effects: ListEffects,
  arrowsIn?: RefObject<HTMLElement | null>,
): void {
  const latest = useRef({ isOn, effects })
  latest.current = { isOn, effects }
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (!latest.current.isOn || event.defaultPrevented || isToScroll(event, arrowsIn)) return
      const action = listAction({ ...keysOf(event), tag: tagOf(event.target) })
      const effect = action && latest.current.effects[action]
      if (!effect || document.querySelector('[role="dialog"], [role="menu"]')) return
      event.preventDefault()
      effect()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [arrowsIn])
}

const isToScroll = ({ key, target }: KeyboardEvent, within?: RefObject<HTMLElement | null>) =>
  within !== undefined && key.startsWith('Arrow') && !within.current?.contains(target as Node)

const keysOf = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => ({
  ...{ key, ctrlKey, metaKey, altKey },
})

function tagOf(target: EventTarget | null): string {
  if (!(target instanceof HTMLElement)) return ''
  if (target.isContentEditable) return 'TEXTAREA'
  const isBox = target instanceof HTMLInputElement && target.type === 'checkbox'
  return isBox ? 'CHECKBOX' : target.tagName
}

/** Brings a row into sight, below the head of the table. */
function scrollTo(scroller: HTMLDivElement | null, index: number): void {
  const head = scroller?.querySelector('thead')
  const row = scroller?.querySelector('tbody tr:not([data-spacer])')
  if (!scroller || !head || !row) return
  const [top, height] = [index * row.clientHeight, row.clientHeight]
  const sight = scroller.clientHeight - head.clientHeight
  if (top < scroller.scrollTop) scroller.scrollTop = top
  if (top + height > scroller.scrollTop + sight) scroller.scrollTop = top + height - sight
}
