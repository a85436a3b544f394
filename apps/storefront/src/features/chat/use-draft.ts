import { useCallback, useState } from 'react'
import { tabStorage } from '../../visitor/tab-storage.ts'
import { type Draft, emptyDraft } from './draft.ts'

const draftName = 'comptoir.chat.draft'

function keptDraft(): Draft {
  try {
    const kept = JSON.parse(tabStorage.getItem(draftName) ?? '{}') as Partial<Draft>
    return { ...emptyDraft, ...kept }
  } catch {
    return emptyDraft
  }
}

/** What is being written: it survives a failure, a closed panel and a reload. */
export function useDraft() {
  // there is a panel in a browser only
  const [draft, setDraft] = useState(keptDraft)
  const change = useCallback((next: (before: Draft) => Draft) => {
    setDraft((before) => {
      const draft = next(before)
      tabStorage.setItem(draftName, JSON.stringify(draft))
      return draft
    })
  }, [])
  return { draft, change }
}
