import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useMessages, useOffice } from '../office.tsx'
import { Dialog } from './dialog.tsx'
import { problemIn } from './problem.ts'
import { ProblemNote } from './problem-note.tsx'

type Props = {
  /** What is done, in a word: on the button that opens it, and on the one that does it. */
  readonly action: string
  /** What comes of it, in a sentence with figures. */
  readonly effect: ReactNode
  /** Names what is asked for, and of what: its key stays until an answer decides it. */
  readonly request: string
  /** `key` is of this request: asked again, it happens once. */
  readonly run: (reason: string, key: string, form: FormData) => Promise<unknown>
  readonly children?: ReactNode
  readonly isPrimary?: boolean
  /** False where the operation keeps no reason. */
  readonly asksWhy?: boolean
}

/** Something that moves money, goods or states: it says what it does, and wants to know why. */
export function DangerAction(props: Props) {
  const { action, effect, request, run, children, isPrimary = false, asksWhy = true } = props
  const { frame } = useMessages()
  const { requestKeys } = useOffice()
  const [isOpen, setOpen] = useState(false)
  // stays over close and reopen: a repeated request has to be the same
  const [reason, setReason] = useState('')
  const acting = useMutation({
    mutationFn: (form: FormData) =>
      requestKeys.run(request, (key) => run(reason.trim(), key, form)),
    onSuccess: () => {
      setOpen(false)
      setReason('')
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    acting.mutate(new FormData(event.currentTarget))
  }
  function open(): void {
    acting.reset()
    setOpen(true)
  }
  return (
    <>
      <Button size="xs" variant={isPrimary ? 'filled' : 'default'} onClick={open}>
        {action}
      </Button>
      <Dialog title={action} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form onSubmit={submit}>
          <Stack>
            <Text>{effect}</Text>
            {children}
            {asksWhy ? (
              <Textarea
                name="reason"
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                label={frame.reason}
                description={frame.reasonNeeded}
                required
                maxLength={200}
                autosize
                minRows={2}
              />
            ) : null}
            {acting.isError ? <ProblemNote problem={problemIn(acting.error)} /> : null}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpen(false)}>
                {frame.cancel}
              </Button>
              <Button type="submit" loading={acting.isPending}>
                {action}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}
