import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useMessages } from '../../office.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

type Props = {
  readonly action: string
  /** What comes of it, in a sentence with figures. */
  readonly effect: ReactNode
  readonly run: () => Promise<unknown>
  /** The same with what it is done to, for who cannot see where it stands. */
  readonly label: string
}

/** Something that cannot be taken back by pressing again, and of which no reason is kept: it says what it does first. */
export function ConfirmAction({ action, effect, run, label }: Props) {
  const { frame } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const acting = useMutation({ mutationFn: run, onSuccess: () => setOpen(false) })
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={label}
        onClick={() => {
          acting.reset()
          setOpen(true)
        }}
      >
        {action}
      </Button>
      <Dialog title={label} isOpen={isOpen} onClose={() => setOpen(false)}>
        <Stack>
          <Text>{effect}</Text>
          {acting.isError ? <ProblemNote problem={problemIn(acting.error)} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpen(false)}>
              {frame.cancel}
            </Button>
            <Button loading={acting.isPending} onClick={() => acting.mutate()}>
              {action}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  )
}
