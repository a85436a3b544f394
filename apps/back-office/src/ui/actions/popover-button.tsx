import { Button } from '@mantine/core'
import { lazy, Suspense, useState, useTransition } from 'react'
import type { PopoverWindowProps } from './popover-window.tsx'

/** It is loaded when the first one opens: no page begins with one. */
const PopoverWindow = lazy(async () => {
  const { PopoverWindow } = await import('./popover-window.tsx')
  return { default: PopoverWindow }
})

/** A button, and what opens below it. */
export function PopoverButton(props: PopoverWindowProps) {
  const { position: _, text, children: __, ...button } = props
  const [isAsked, setAsked] = useState(false)
  // until it is loaded the button stays, and keeps the focus
  const [, startTransition] = useTransition()
  return (
    <Suspense>
      {isAsked ? (
        <PopoverWindow {...props} />
      ) : (
        <Button
          {...button}
          aria-haspopup="dialog"
          aria-expanded={false}
          onClick={() => startTransition(() => setAsked(true))}
        >
          {text}
        </Button>
      )}
    </Suspense>
  )
}
