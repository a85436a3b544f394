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

/** The row that keys act on, and what they do. */
export function useListKeys(options: KeyOptions): number {
  const [active, setActive] = useState(-1)
  const latest = useRef({ ...options, active })
  latest.current = { ...options, active }

  useEffect(() => {
    function run(action: ListAction): void {
      const { count, active: at, onOpen, onAct, search, scroller } = latest.current
      const move = (step: 1 | -1) => {
        setActive(rowAfter(at, step, count))
        scrollTo(scroller.current, rowAfter(at, step, count))
      }
      const effects: Record<ListAction, () => void> = {
        next: () => move(1),
        previous: () => move(-1),
        select: () => at >= 0 && latest.current.onSelect(at),
        range: () => at >= 0 && latest.current.onRange(at),
        all: () => latest.current.onAll(),
        open: () => at >= 0 && onOpen(at),
        act: () => onAct?.(),
        search: () => search?.current?.focus(),
      }
      effects[action]()
    }
    function press(event: KeyboardEvent): void {
      if (!latest.current.isOn || event.defaultPrevented) return
      const action = listAction({ ...keysOf(event), tag: tagOf(event.target) })
      if (!action || document.querySelector('[role="dialog"], [role="menu"]')) return
      event.preventDefault()
      run(action)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return active
}

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
