import { Button, Group, NativeSelect, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { staffEn, staffFr } from '../../messages/staff.ts'
import { useMessages, useWords } from '../../office.tsx'
import { Dialog } from '../../ui/dialog.tsx'

type Props = {
  readonly email: string
  readonly isBusy: boolean
  readonly send: (locale: Locale) => void
}

const languages = ['fr', 'en'] as const satisfies readonly Locale[]

/** Sends an invitation again, in a language that is asked for: it becomes that of the account, and an invitation does not tell it. */
export function SendAgain({ email, isBusy, send }: Props) {
  const texts = useWords({ fr: staffFr, en: staffEn })
  const { frame } = useMessages()
  const [isOpen, setOpen] = useState(false)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const chosen = new FormData(event.currentTarget).get('locale')
    const locale = languages.find((one) => one === chosen)
    if (!locale) return
    setOpen(false)
    send(locale)
  }
  return (
    <>
      <Button
        size="xs"
        variant="default"
        mr="xs"
        loading={isBusy}
        aria-label={texts.againOf(email)}
        onClick={() => setOpen(true)}
      >
        {texts.again}
      </Button>
      <Dialog title={texts.againOf(email)} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form onSubmit={submit}>
          <Stack>
            <NativeSelect
              name="locale"
              label={texts.language}
              defaultValue=""
              required
              data={[
                { value: '', label: '' },
                ...languages.map((value) => ({ value, label: frame.languages[value] })),
              ]}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpen(false)}>
                {frame.cancel}
              </Button>
              <Button type="submit">{texts.again}</Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  )
}
