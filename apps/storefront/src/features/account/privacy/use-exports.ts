import type { DataExport } from '@comptoir/contracts/accounts/personal-data-routes'
import { useEffect } from 'react'
import { createPolling } from '../../../visitor/live/polling.ts'
import { useOwn } from '../../../visitor/use-own.ts'

/** The exports of who is signed in; while one is being collected they are read again and again. */
export function useExports() {
  const own = useOwn<{ readonly items: readonly DataExport[] }>('GET /bff/me/exports')
  const { value, reload } = own
  const isCollecting = value?.items.some(({ status }) => status === 'collecting') === true
  useEffect(() => {
    if (!isCollecting) return undefined
    return createPolling(() => void reload()).stop
  }, [isCollecting, reload])
  return own
}
