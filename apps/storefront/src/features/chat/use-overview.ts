import type { Conversation } from '@comptoir/contracts/support/schemas'
import { useCallback, useEffect, useState } from 'react'
import { ask, type Problem } from '../../visitor/ask.ts'
import { noteChat } from './chat-note.ts'

/** What `/bff/chat` says. */
export type Overview = {
  readonly online: boolean
  readonly conversation: Conversation | null
  /** Answers that were not read. */
  readonly unread: number
  readonly isGuest: boolean
}

/** How the chat begins: whether somebody is there, and the conversation that the visitor has. */
export function useOverview() {
  const [view, setView] = useState<Overview>()
  const [problem, setProblem] = useState<Problem>()
  const reload = useCallback(async () => {
    const answer = await ask<Overview>('GET /bff/chat')
    setProblem('problem' in answer ? answer.problem : undefined)
    if ('problem' in answer) return
    const { conversation } = answer.value
    setView(answer.value)
    noteChat(conversation !== null && conversation.status !== 'closed')
  }, [])
  useEffect(() => void reload(), [reload])
  return { view, problem, reload }
}
