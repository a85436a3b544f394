'use client'

import { useEffect } from 'react'

/** Keeps a small page for when there is no network. A browser without service workers shows its own. */
export function OfflineWorker() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production') return
    navigator.serviceWorker?.register('/offline-worker.js').catch(() => undefined)
  }, [])
  return null
}
