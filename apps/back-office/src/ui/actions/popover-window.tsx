import { Button, type ButtonProps, Popover } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'

export type PopoverWindowProps = Pick<ButtonProps, 'variant' | 'size' | 'leftSection'> & {
  /** On the button. */
  readonly text: string
  readonly position: 'bottom-start' | 'bottom-end'
  readonly children: (close: () => void) => ReactNode
}

/** It opens once it is there: the focus goes back only to where it was before an opening, which is its button. */
export function PopoverWindow({ position, text, children, ...button }: PopoverWindowProps) {
  const [isOpen, setOpen] = useState(false)
  const target = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    target.current?.focus()
    setOpen(true)
  }, [])
  return (
    <Popover opened={isOpen} onChange={setOpen} position={position} trapFocus>
      <Popover.Target>
        <Button {...button} ref={target} onClick={() => setOpen(!isOpen)}>
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  )
}
