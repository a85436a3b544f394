import type { Draft } from '@comptoir/site/conversation-draft'
import { useRef } from 'react'
import { useDraft } from '../../../ui/draft.ts'
import { keptMessage, readMessage } from './kept-message.ts'

/** What is being written in a conversation: it survives a failure, a reload and another conversation in between. */
export function useMessageDraft(name: string) {
  const [kept, keep] = useDraft(name)
  const draft = readMessage(kept)
  // several changes may come before the next render
  const latest = useRef(draft)
  function change(next: (before: Draft) => Draft): void {
    latest.current = next(latest.current)
    keep(keptMessage(latest.current))
  }
  return { draft, latest, change }
}
