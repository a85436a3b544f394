'use client'

import { usePathname } from 'next/navigation'
import { type ComponentType, useCallback, useEffect, useRef, useState } from 'react'
import type { ChatButtonWords } from '../../../messages/contact/chat.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Bubble } from '../../../ui/icons.tsx'
import { isChatRunning, noteOpen, openChatEvent, wasChatOpen } from '../chat-note.ts'
import type { ChatPanelProps } from '../panel/chat-panel.client.tsx'
import styles from './chat-button.module.css'
import { useTakenCorner } from './corner.ts'

type ChatButtonProps = { readonly locale: Locale; readonly words: ChatButtonWords }

/** Pages whose own button has the corner: there the chat waits below the page. */
const resting = /^\/(fr|en)\/(cart|checkout|pay)(\/|$)/
/** Wide enough for a page and the panel beside each other. */
const wide = '(width >= 800px)'

/** The way to the chat, in the corner of every page. The chat itself is loaded when it is opened for the first time. */
export function ChatButton({ locale, words }: ChatButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const { Panel, isOpen, isAsked, hasFailed, open, close } = usePanel()
  const unread = useUnread(isOpen)
  const isTaken = useTakenCorner(button)
  const isResting = resting.test(usePathname())
  const leave = useCallback(() => {
    close()
    // it is shown again with the next paint
    requestAnimationFrame(() => button.current?.focus())
  }, [close])
  const count = unread === 1 ? words.unreadOne : words.unreadMany
  return (
    <aside aria-label={words.region} className={isResting ? styles.resting : styles.corner}>
      <button
        ref={button}
        type="button"
        hidden={isOpen && Panel !== undefined}
        className={styles.button}
        data-taken={isTaken && !isResting ? '' : undefined}
        aria-haspopup="dialog"
        aria-busy={isOpen && !Panel}
        onClick={open}
      >
        <Bubble />
        <span className={styles.words}>{words.open}</span>
        {unread > 0 && (
          <>
            <span className={styles.count} aria-hidden="true">
              {unread > 9 ? '9+' : unread}
            </span>
            <span className="hidden">{`, ${unread} ${count}`}</span>
          </>
        )}
      </button>
      {hasFailed && (
        <p role="alert" className={styles.failed}>
          {words.failed}
        </p>
      )}
      {isOpen && Panel && <Panel locale={locale} takesFocus={isAsked} onClose={leave} />}
    </aside>
  )
}

/** The panel, once it is loaded; open again when it was on the page before, where there is room for both. */
function usePanel() {
  const [Panel, setPanel] = useState<ComponentType<ChatPanelProps>>()
  const [isOpen, setIsOpen] = useState(false)
  const [isAsked, setIsAsked] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  const show = useCallback(async (byClick: boolean) => {
    setIsOpen(true)
    setIsAsked(byClick)
    setHasFailed(false)
    noteOpen(true)
    try {
      const { ChatPanel } = await import('../panel/chat-panel.client.tsx')
      setPanel(() => ChatPanel)
    } catch {
      setIsOpen(false)
      setHasFailed(true)
    }
  }, [])
  const open = useCallback(() => void show(true), [show])
  const close = useCallback(() => {
    setIsOpen(false)
    noteOpen(false)
  }, [])
  useEffect(() => {
    window.addEventListener(openChatEvent, open)
    if (wasChatOpen() && window.matchMedia(wide).matches) void show(false)
    return () => window.removeEventListener(openChatEvent, open)
  }, [open, show])
  return { Panel, isOpen, isAsked, hasFailed, open, close }
}

/** How many answers wait; asked for only by a browser that has a conversation. */
function useUnread(isOpen: boolean): number {
  const [unread, setUnread] = useState(0)
  useEffect(() => {
    if (isOpen || !isChatRunning()) return setUnread(0)
    let stop: (() => void) | undefined
    let isOver = false
    import('./unread.ts')
      .then(({ watchUnread }) => {
        if (!isOver) stop = watchUnread(setUnread)
      })
      .catch(() => undefined)
    return () => {
      isOver = true
      stop?.()
    }
  }, [isOpen])
  return unread
}
