'use client'

import { usePathname } from 'next/navigation'
import { messagesOf } from '../../messages/messages.ts'

/** What could not be rendered: says so, and that nothing is lost. */
export default function ErrorPage({ reset }: { readonly reset: () => void }) {
  const { states } = messagesOf(usePathname().startsWith('/en') ? 'en' : 'fr')
  return (
    <>
      <h1>{states.failed}</h1>
      <p>{states.failedHint}</p>
      <button type="button" onClick={reset}>
        {states.retry}
      </button>
    </>
  )
}
