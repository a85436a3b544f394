import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useMessages } from '../office.tsx'
import { Dialog } from './dialog.tsx'
import { problemIn } from './problem.ts'
import { ProblemNote } from './problem-note.tsx'

type Props = {
  /** What is done, in a word: on the button that opens it, and on the one that does it. */
  readonly action: string
  /** What comes of it, in a sentence with figures. */
  readonly effect: ReactNode
  /** `key` is of this wish: asked again, it happens once. */
  readonly run: (reason: string, key: string, form: FormData) => Promise<unknown>
  readonly children?: ReactNode
  readonly isPrimary?: boolean
}

/** Something that moves money, goods or states: it says what it does, and wants to know why. */
export function DangerAction({ action, effect, run, children, isPrimary = false }: Props) {
  const { frame } = useMessages()
  const [key, setKey] = useState<string>()
  const acting = useMutation({
    mutationFn: async (form: FormData) =>
      await run(String(form.get('reason')).trim(), key ?? '', form),
    onSuccess: () => setKey(undefined),
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    acting.mutate(new FormData(event.currentTarget))
  }
  function open(): void {
    acting.reset()
    setKey(crypto.randomUUID())
  }
  return (
    <>
      <Button size="xs" variant={isPrimary ? 'filled' : 'default'} onClick={open}>
        {action}
      </Button>
      <Dialog title={action} isOpen={key !== undefined} onClose={() => setKey(undefined)}>
        <form onSubmit={submit}>
          <Stack>
            <Text>{effect}</Text>
            {children}
            <Textarea
              name="reason"
              label={frame.reason}
              description={frame.reasonNeeded}
              required
              maxLength={200}
              autosize
              minRows={2}
            />
            {acting.isError ? <ProblemNote problem={problemIn(acting.error)} /> : null}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setKey(undefined)}>
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
