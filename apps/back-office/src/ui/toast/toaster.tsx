import { Button } from '@mantine/core'
import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { problemText } from '../../messages/messages.ts'
import { useMessages, useOffice } from '../../office.tsx'
import { problemIn } from '../problem.ts'
import classes from './toaster.module.css'
import type { Toast } from './toasts.ts'

/** Long enough to read it, and to reach its button. */
const shownMs = { plain: 5_000, undo: 12_000 } as const

/** The confirmations at the foot of every page: read aloud when there is time, and never in the way of a focus. */
export function Toaster() {
  const { toasts } = useOffice()
  const list = useSyncExternalStore(toasts.subscribe, toasts.list)
  return (
    <div className={classes['toaster']} role="status">
      {list.map((toast) => (
        <OneToast key={toast.id} toast={toast} onGone={() => toasts.dismiss(toast.id)} />
      ))}
    </div>
  )
}

type Props = { readonly toast: Toast; readonly onGone: () => void }

/** Takes back what was done, and says so when that fails. */
function useTakeBack(undo: Toast['undo']) {
  const messages = useMessages()
  const { toasts } = useOffice()
  const failed = (error: unknown) =>
    `${messages.frame.undoFailed} ${problemText(messages, problemIn(error).code)}`
  return undo && (() => toasts.attempt(undo, failed))
}

function OneToast({ toast: { text, undo, retry }, onGone }: Props) {
  const { frame } = useMessages()
  const takeBack = useTakeBack(undo)
  const act = retry ?? takeBack
  // who points at it, or has its button in focus, needs more time
  const [isHeld, setHeld] = useState(false)
  const ms = undo ? shownMs.undo : shownMs.plain
  // biome-ignore lint/correctness/useExhaustiveDependencies: another render of the frame is no other toast
  useEffect(() => {
    // what failed stays until somebody closes it
    if (isHeld || retry) return
    const timer = setTimeout(onGone, ms)
    return () => clearTimeout(timer)
  }, [isHeld, ms, retry])
  const hold = {
    onPointerEnter: () => setHeld(true),
    onPointerLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  }
  return (
    <div className={classes['toast']} {...hold}>
      <span>{text}</span>
      {act ? (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            onGone()
            void act()
          }}
        >
          {retry ? frame.retry : frame.undo}
        </Button>
      ) : null}
      <button type="button" className={classes['close']} aria-label={frame.close} onClick={onGone}>
        <X size={16} aria-hidden />
      </button>
    </div>
  )
}
