import { Modal } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'

export type DialogProps = {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** For tables. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** Mantine's own head of it would be a second banner of the page. */
export function DialogWindow({ title, isOpen, onClose, isWide = false, children }: DialogProps) {
  // the focus goes back only to where it was before an opening: what begins open would lose it
  const [isThere, setThere] = useState(false)
  useEffect(() => setThere(true), [])
  const size = isWide ? 'xl' : 'md'
  return (
    <Modal.Root opened={isOpen && isThere} onClose={onClose} size={size} centered>
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
}
