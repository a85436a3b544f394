import { type KeyboardEvent, type RefObject, useState } from 'react'
import type { Hit } from './hit.ts'
import { stepped } from './matching.ts'

const nothing: readonly Hit[] = []

/** What was typed, what was found for it, and which of it is pointed at. */
export function useCombobox(field: RefObject<HTMLInputElement | null>) {
  const [text, setText] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [hits, setHits] = useState(nothing)
  const [active, setActive] = useState(0)

  function close(): void {
    setOpen(false)
    setHits(nothing)
    setActive(0)
  }
  function choose(hit: Hit | undefined): void {
    if (!hit) return
    close()
    setText('')
    field.current?.blur()
    hit.run()
  }
  function clear(): void {
    close()
    setText('')
  }
  function step(by: 1 | -1): void {
    setOpen(true)
    setActive(stepped(active, by, hits.length))
  }
  function press(event: KeyboardEvent): void {
    const effects: Readonly<Record<string, () => void>> = {
      ArrowDown: () => step(1),
      ArrowUp: () => step(-1),
      Enter: () => choose(hits[active]),
      Escape: clear,
    }
    const effect = effects[event.key]
    if (!effect) return
    event.preventDefault()
    effect()
  }
  return {
    ...{ text, isOpen, active, setHits, close, choose, press },
    isShown: isOpen && hits.length > 0,
    open: () => setOpen(true),
    type(typed: string): void {
      setText(typed)
      setActive(0)
      setOpen(true)
    },
  }
}
