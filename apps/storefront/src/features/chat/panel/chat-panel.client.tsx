'use client'

import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import { chatMessages } from '../../../messages/contact/chat.ts'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import iconButton from '../../../ui/icon-button.module.css'
import { Cross } from '../../../ui/icons.tsx'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import { openChatEvent } from '../chat-note.ts'
import { useOverview } from '../use-overview.ts'
import { Chat } from './chat.tsx'
import styles from './chat-panel.module.css'
import { composerId } from './composer.tsx'

export type ChatPanelProps = {
  readonly locale: Locale
  /** It was opened by a click: not again, with the page. */
  readonly takesFocus: boolean
  readonly onClose: () => void
}

/** The chat beside the page: a dialog that keeps nobody from the page. */
export function ChatPanel({ locale, takesFocus, onClose }: ChatPanelProps) {
  const m = chatMessages(locale)
  const title = useRef<HTMLHeadingElement>(null)
  const { view, problem, reload } = useOverview()
  const [round, setRound] = useState(0)
  const isReady = view !== undefined
  useEffect(() => {
    if (!takesFocus) return
    // with a keyboard one writes at once; a phone would cover the chat with its own
    const writes = isReady && window.matchMedia('(pointer: fine)').matches
    const field = writes ? document.getElementById(composerId) : null
    ;(field ?? title.current)?.focus({ preventScroll: true })
  }, [takesFocus, isReady])
  const onGone = useCallback(() => void reload().then(() => setRound((last) => last + 1)), [reload])
  useEffect(() => {
    // a mail's link may have brought another conversation
    window.addEventListener(openChatEvent, onGone)
    return () => window.removeEventListener(openChatEvent, onGone)
  }, [onGone])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.stopPropagation()
    onClose()
  }
  return (
    <dialog open className={styles.panel} aria-labelledby="chat-title" onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <h2 ref={title} id="chat-title" tabIndex={-1}>
          {m.title}
        </h2>
        <button type="button" className={iconButton.icon} aria-label={m.close} onClick={onClose}>
          <Cross />
        </button>
      </header>
      {view && <Chat key={round} {...{ locale, view, onGone }} />}
      {!view && !problem && (
        <p role="status" className={styles.state}>
          {m.loading}
        </p>
      )}
      {!view && problem && (
        <div className={styles.state}>
          <ProblemAlert code={problem.code} locale={locale}>
            <button type="button" className={button.text} onClick={() => void reload()}>
              {m.again}
            </button>
            <a href={`/${locale}/help`}>{m.help}</a>
          </ProblemAlert>
        </div>
      )}
    </dialog>
  )
}
