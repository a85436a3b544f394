import { TextInput } from '@mantine/core'
import { Search } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useMessages } from '../../office.tsx'

type Props = {
  readonly value: string
  readonly onSearch: (text: string) => void
  readonly field: RefObject<HTMLInputElement | null>
}

const pauseMs = 250

/** The search of a list: it follows what is typed, a moment later. */
export function SearchField({ value, onSearch, field }: Props) {
  const { list } = useMessages()
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isTyping = useRef(false)
  useEffect(() => {
    // by a link, a view or the button Back
    if (!isTyping.current) setTyped(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  function type(text: string): void {
    setTyped(text)
    isTyping.current = true
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      isTyping.current = false
      onSearch(text.trim())
    }, pauseMs)
  }
  /** Enter asks at once and leaves the field: the keys of the list work from there. */
  function leave(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (isTyping.current) {
      clearTimeout(timer.current)
      isTyping.current = false
      onSearch(typed.trim())
    }
    event.currentTarget.blur()
  }
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={list.search}
      placeholder={list.search}
      leftSection={<Search size={16} aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onKeyDown={leave}
    />
  )
}
