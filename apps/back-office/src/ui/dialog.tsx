import { lazy, Suspense, useState } from 'react'
import type { DialogProps } from './detail/dialog-window.tsx'

/** It is loaded when the first one opens: no page begins with a dialog. */
const DialogWindow = lazy(async () => {
  const { DialogWindow } = await import('./detail/dialog-window.tsx')
  return { default: DialogWindow }
})

/** Something that wants an answer first. */
export function Dialog(props: DialogProps) {
  const [wasOpen, setWasOpen] = useState(props.isOpen)
  if (props.isOpen && !wasOpen) setWasOpen(true)
  if (!wasOpen) return null
  return (
    <Suspense fallback={null}>
      <DialogWindow {...props} />
    </Suspense>
  )
}
