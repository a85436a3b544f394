import { Button, Textarea } from '@mantine/core'
import type { FormEvent } from 'react'
import { useDraft } from '../draft.ts'
import { LeaveGuard } from '../leave-guard.tsx'

type Props = {
  /** Of what is typed, while it is not sent. */
  readonly name: string
  /** Addresses that begin so keep what was typed. */
  readonly within: string
  readonly label: string
  readonly action: string
  readonly isBusy: boolean
  /** Whoever sends shows what was refused. */
  readonly send: (text: string) => Promise<unknown>
}

/** A note of the staff, which outlives a reload until it is sent. */
export function NoteForm({ name, within, label, action, isBusy, send }: Props) {
  const [text, setText, settle] = useDraft(name)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    // what was refused stays in the field
    send(text.trim()).then(
      () => settle(text),
      () => undefined,
    )
  }
  return (
    <form onSubmit={submit}>
      <Textarea
        label={label}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        required
        maxLength={2_000}
        autosize
        minRows={2}
        mb="xs"
      />
      <Button type="submit" size="xs" loading={isBusy}>
        {action}
      </Button>
      <LeaveGuard isDirty={text.trim() !== ''} within={within} />
    </form>
  )
}
