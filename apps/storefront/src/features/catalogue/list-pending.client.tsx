'use client'

import { useLinkStatus } from 'next/link'
import { useEffect } from 'react'

/** Whether the link around was followed and its list has not come: the list that is still shown is marked as out of date meanwhile. */
export function useListPending(): boolean {
  const { pending } = useLinkStatus()
  useEffect(() => {
    const list = pending ? document.getElementById('list') : null
    list?.setAttribute('aria-busy', 'true')
    return () => list?.removeAttribute('aria-busy')
  }, [pending])
  return pending
}

/** In a link that changes the list, and looks the same meanwhile. */
export function ListPending() {
  useListPending()
  return null
}
