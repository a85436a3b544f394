'use client'

import { useEffect, useState } from 'react'
import { chatMessages } from '../../messages/contact/chat.ts'
import type { Locale } from '../../messages/messages.ts'
import { problemText } from '../../messages/problems.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { ask, type Problem } from '../../visitor/ask.ts'
import { secretOf } from '../../visitor/link-secret.ts'
import { openChatEvent } from './chat-note.ts'

const openChat = () => window.dispatchEvent(new Event(openChatEvent))

/** Opens the conversation that a mail's link names: a guest's by its token, of an account the one that it has. */
export function ChatLink({ locale }: { readonly locale: Locale }) {
  const m = chatMessages(locale).page
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => {
    let isOver = false
    void takeLink().then((failure) => {
      if (isOver) return
      if (failure) setProblem(failure)
      else openChat()
    })
    return () => {
      isOver = true
    }
  }, [])
  if (problem)
    return (
      <Alert>
        <p>{problem.status === 404 ? m.unknown : problemText(problem.code, locale)}</p>
      </Alert>
    )
  return (
    <>
      <p>{m.text}</p>
      <button type="button" className={button.button} onClick={openChat}>
        {m.open}
      </button>
    </>
  )
}

/** Has the shop's own server keep what the link opens; what was wrong with it otherwise. */
async function takeLink(): Promise<Problem | undefined> {
  const token = secretOf('token')
  if (token === null) return undefined
  const answer = await ask('POST /bff/chat/links', { body: { token } })
  return 'problem' in answer ? answer.problem : undefined
}
