import { Drawer } from '@mantine/core'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMessages } from '../../office.tsx'
import classes from './side-panel.module.css'

type Props = {
  readonly title: string
  readonly isOpen: boolean
  /** Also by Esc and by a press beside it; the focus goes back to what opened it. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A quick look at something, beside the page that stays. Whether it is open belongs into the address. */
export function SidePanel({ title, isOpen, onClose, children }: Props) {
  const { frame } = useMessages()
  return (
    <Drawer.Root opened={isOpen} onClose={onClose} position="right" size="min(520px, 100%)">
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Body>
          <div className={classes['head']}>
            <Drawer.Title fw={650} fz="lg">
              {title}
            </Drawer.Title>
            <button type="button" aria-label={frame.close} onClick={onClose}>
              <X size={20} aria-hidden />
            </button>
          </div>
          {children}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
