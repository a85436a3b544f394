import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useId, useRef } from 'react'
import { useMessages } from '../../../office.tsx'
import classes from './search.module.css'
import { useCombobox } from './use-combobox.ts'

/** Loaded when somebody searches. */
const HitList = lazy(async () => ({ default: (await import('./hit-list.tsx')).HitList }))

/** Ctrl K, or ⌘ K, from wherever one is. */
function useHotkey(focus: () => void): void {
  const latest = useRef(focus)
  latest.current = focus
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const isIt = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
      if (!isIt) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/** The search of everything: orders, SKUs, emails, pages and actions, by keyboard alone. */
export function GlobalSearch() {
  const { frame } = useMessages()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const box = useCombobox(field)
  const { text, active, isShown } = box
  useHotkey(() => {
    field.current?.focus()
    field.current?.select()
  })
  return (
    <search className={classes['search']}>
      <Search size={16} aria-hidden />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label={frame.search}
        aria-expanded={isShown}
        aria-controls={isShown ? `${id}list` : undefined}
        aria-activedescendant={isShown ? `${id}${active}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        placeholder={frame.search}
        value={text}
        onChange={({ currentTarget }) => box.type(currentTarget.value)}
        onFocus={box.open}
        onBlur={box.close}
        onKeyDown={box.press}
      />
      <kbd aria-hidden>Ctrl K</kbd>
      {box.isOpen ? (
        <Suspense fallback={null}>
          <HitList {...{ id, text, active, onHits: box.setHits, onChoose: box.choose }} />
        </Suspense>
      ) : null}
    </search>
  )
}
