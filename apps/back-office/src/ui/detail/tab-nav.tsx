import { type KeyboardEvent as KeyPress, type ReactNode, useEffect, useRef } from 'react'
import { tabAfter } from './tab-keys.ts'
import classes from './tabs.module.css'

type Props = {
  /** What the tabs are of. */
  readonly label: string
  /** Links with the class `tab` and what `tabProps` gives. */
  readonly children: ReactNode
}

/** Only the tab that is open is reached with Tab: arrows go on from there, so what it shows is one Tab away. */
export const tabProps = (isOpen: boolean) =>
  isOpen ? ({ 'aria-current': 'page' } as const) : { tabIndex: -1 }

/** The tabs of something, as links. `Alt Page Down` and `Alt Page Up` open the next one and the one before from wherever one types. */
export function TabNav({ label, children }: Props) {
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const step = steps.get(event.key)
      if (!step || !event.altKey || document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      const links = linksIn(nav.current)
      const open = links.findIndex((link) => link.getAttribute('aria-current') === 'page')
      const next = links[tabAfter(step, open, links.length) ?? -1]
      next?.focus()
      next?.click()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return (
    <nav ref={nav} className={classes['tabs']} aria-label={label} onKeyDown={moveFocus}>
      {children}
    </nav>
  )
}

const steps: ReadonlyMap<string, string> = new Map([
  ['PageDown', 'ArrowRight'],
  ['PageUp', 'ArrowLeft'],
])

const linksIn = (nav: HTMLElement | null) => [...(nav?.querySelectorAll('a') ?? [])]

function moveFocus(event: KeyPress<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const links = linksIn(event.currentTarget)
  const at = links.indexOf(document.activeElement as HTMLAnchorElement)
  const next = tabAfter(event.key, at, links.length)
  if (next === undefined) return
  event.preventDefault()
  links[next]?.focus()
}
