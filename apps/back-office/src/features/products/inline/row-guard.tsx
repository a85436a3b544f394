import { useSyncExternalStore } from 'react'
import { LeaveGuard } from '../../../ui/leave-guard.tsx'
import { useRowEdits } from './use-row.ts'

/** Asks before the list is left with rows that are not saved. */
export function RowGuard() {
  const edits = useRowEdits()
  const changed = useSyncExternalStore(edits.subscribe, edits.changed)
  return <LeaveGuard isDirty={changed > 0} within="/products" />
}
