import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'

export type DialogProps = {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** For tables. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** Mantine's own head of it would be a second banner of the page. */
export const DialogWindow = ({ title, isOpen, onClose, isWide = false, children }: DialogProps) => (
  <Modal.Root opened={isOpen} onClose={onClose} size={isWide ? 'xl' : 'md'} centered>
    <Modal.Overlay />
    <Modal.Content radius={10}>
      <Modal.Body>
        <Modal.Title mb="md" fw={650}>
          {title}
        </Modal.Title>
        {children}
      </Modal.Body>
    </Modal.Content>
  </Modal.Root>
)
