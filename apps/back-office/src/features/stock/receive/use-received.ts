import type { recordMovement } from '@comptoir/contracts/inventory/routes'
import { CallError } from '@comptoir/site/call'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useApi, usePersonId } from '../../../office.tsx'
import {
  changedLine,
  type NewLine,
  type ReceivedLine,
  readLines,
  stateAfter,
} from './received-lines.ts'

/** What was received in this tab, kept over a reload, and the ways to go on. */
export function useReceived() {
  const { call } = useApi()
  const queries = useQueryClient()
  const name = `received ${usePersonId()}`
  const [lines, setLines] = useState(() => readLines(sessionStorage.getItem(name)))
  // several lines may be on their way at the same time
  const latest = useRef(lines)

  function keep(next: readonly ReceivedLine[]): void {
    latest.current = next
    setLines(next)
    sessionStorage.setItem(name, JSON.stringify(next))
  }

  async function send(line: ReceivedLine): Promise<void> {
    const { key, sku, quantity, reason, reference } = line
    keep(changedLine(latest.current, key, { state: 'sending' }))
    try {
      const { onHand } = await call<typeof recordMovement>('POST /api/stock/{sku}/movements', {
        params: { sku },
        headers: { 'idempotency-key': key },
        body: { type: 'receipt', quantity, reason, reference },
      })
      keep(changedLine(latest.current, key, { state: 'done', onHand }))
    } catch (error) {
      const { status, code } =
        error instanceof CallError ? error.problem : { status: 0, code: 'network' }
      keep(changedLine(latest.current, key, { state: stateAfter(status), code }))
    }
    void queries.invalidateQueries({ queryKey: ['inventory'] })
  }

  return {
    lines,
    /** Adds a line on top, and sends it. */
    receive(given: NewLine): void {
      const line: ReceivedLine = { ...given, key: crypto.randomUUID(), state: 'sending' }
      keep([line, ...latest.current])
      void send(line)
    },
    again: (line: ReceivedLine) => void send(line),
    forget: (key: string) => keep(latest.current.filter((line) => line.key !== key)),
    clear: () => keep(latest.current.filter(({ state }) => state !== 'done')),
  }
}
