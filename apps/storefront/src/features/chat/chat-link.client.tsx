'use client'

import { useCallback, useEffect, useState } from 'react'
import { chatMessages } from '../../messages/contact/chat.ts'
import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { ask, type Problem } from '../../visitor/ask.ts'
import { secretOf } from '../../visitor/link-secret.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { openChatEvent } from './chat-note.ts'
import type { Overview } from './use-overview.ts'

type ChatLinkProps = { readonly locale: Locale; readonly conversationId: string }

/** What came of the link: `taken` says that the visitor has another conversation, `closed` that it is of an account nobody is signed in to. */
type Taken = 'open' | 'taken' | 'closed' | 'unknown' | Problem

const openChat = () => window.dispatchEvent(new Event(openChatEvent))

/** Opens the conversation that a mail's link names: a guest's by its token, of an account the one that it has. */
export function ChatLink({ locale, conversationId }: ChatLinkProps) {
  const m = chatMessages(locale).page
  const [taken, setTaken] = useState<Taken>()
  const take = useCallback(
    async (replaces: boolean) => {
      const next = await takeLink(conversationId, replaces)
      setTaken(next)
      if (next === 'open') openChat()
    },
    [conversationId],
  )
  useEffect(() => void take(false), [take])
  if (taken === 'unknown')
    return (
      <Alert>
        <p>{m.unknown}</p>
      </Alert>
    )
  if (taken === 'taken')
    return <Step text={m.hasOther} label={m.replace} onClick={() => void take(true)} />
  if (taken === 'closed') return <SignInWay {...{ locale, conversationId }} />
  if (typeof taken === 'object')
    return (
      <ProblemAlert code={taken.code} locale={locale}>
        <button type="button" className={button.text} onClick={() => void take(false)}>
          {chatMessages(locale).again}
        </button>
      </ProblemAlert>
    )
  return <Step text={m.text} label={m.open} onClick={openChat} />
}

type StepProps = { readonly text: string; readonly label: string; readonly onClick: () => void }

function Step({ text, label, onClick }: StepProps) {
  return (
    <>
      <p>{text}</p>
      <button type="button" className={button.button} onClick={onClick}>
        {label}
      </button>
    </>
  )
}

function SignInWay({ locale, conversationId }: ChatLinkProps) {
  const next = `/${locale}/support/${encodeURIComponent(conversationId)}`
  return (
    <>
      <p>{chatMessages(locale).page.ofAccount}</p>
      <a
        className={button.button}
        href={`/${locale}/sign-in?${new URLSearchParams({ next }).toString()}`}
      >
        {sessionMessages(locale).signIn}
      </a>
    </>
  )
}

/** Has the shop's own server keep what the link opens. The secret is kept by the page: what failed can be tried again. */
async function takeLink(conversationId: string, replaces: boolean): Promise<Taken> {
  const token = secretOf('token')
  if (token === null) return await findOwn(conversationId)
  const answer = await ask('POST /bff/chat/links', { body: { token, replaces } })
  if ('value' in answer) return 'open'
  const { problem } = answer
  if (problem.code === 'conflict') return 'taken'
  return [400, 404].includes(problem.status) ? 'unknown' : problem
}

/** A link without a secret is of an account, unless a guest has that very conversation here. */
async function findOwn(conversationId: string): Promise<Taken> {
  const answer = await ask<Overview>('GET /bff/chat')
  if ('problem' in answer) return answer.problem
  const { isGuest, conversation } = answer.value
  return isGuest && conversation?.conversationId !== conversationId ? 'closed' : 'open'
}
