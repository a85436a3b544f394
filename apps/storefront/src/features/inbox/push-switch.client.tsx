'use client'

import { useEffect, useState } from 'react'
import { inboxMessages } from '../../messages/contact/inbox.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { useSessionEnd } from '../../visitor/session-end.ts'
import { readPush, turnPushOff, turnPushOn } from './browser-push.ts'
import styles from './inbox.module.css'

type Shown = Awaited<ReturnType<typeof turnPushOn>>

/** Turns messages of the shop on and off in this browser; nothing is asked before a click. */
export function PushSwitch({ locale }: { readonly locale: Locale }) {
  const m = inboxMessages(locale).push
  const [state, setState] = useState<Shown>('unknown')
  const [isBusy, setIsBusy] = useState(false)
  const isOut = useSessionEnd()
  useEffect(() => {
    readPush().then(setState, () => setState('unsupported'))
  }, [])

  async function turn(run: () => Promise<Shown>): Promise<void> {
    if (isBusy) return
    setIsBusy(true)
    setState(await run().catch(() => 'failed' as const))
    setIsBusy(false)
  }

  const said = { on: m.isOn, blocked: m.blocked, unsupported: m.unsupported } as const
  const failed = { refused: m.refused, failed: m.failed } as const
  const text = { ...said, ...failed, unknown: undefined, off: undefined }[state]
  if (isOut) return null
  const canTurnOn = state === 'off' || state === 'refused' || state === 'failed'
  return (
    <section className={styles.push} aria-labelledby="push-title">
      <h2 id="push-title">{m.title}</h2>
      <p>{m.text}</p>
      <p role="status">{text}</p>
      {canTurnOn && (
        <button
          type="button"
          className={button.button}
          aria-disabled={isBusy}
          onClick={() => void turn(turnPushOn)}
        >
          {isBusy ? m.busy : m.turnOn}
        </button>
      )}
      {state === 'on' && (
        <button
          type="button"
          className={`${button.button} ${button.quiet}`}
          aria-disabled={isBusy}
          onClick={() => void turn(turnPushOff)}
        >
          {isBusy ? m.busy : m.turnOff}
        </button>
      )}
    </section>
  )
}
