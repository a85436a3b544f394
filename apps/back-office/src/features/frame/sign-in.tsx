import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { modesOf } from '../../api/origins.ts'
import { problemText } from '../../messages/messages.ts'
import { useKept, useMessages, useOffice } from '../../office.tsx'
import type { SessionState } from '../../session/session.ts'
import { Choice } from '../../ui/native/choice.tsx'
import { Notice } from '../../ui/notice.tsx'
import classes from './sign-in.module.css'

type Props = { readonly state: SessionState }

/** What stands above the form before anybody tried. */
function Reason({ state }: Props) {
  const { signIn } = useMessages().frame
  if (state.kind === 'away') return <Notice tone="bad">{signIn.away}</Notice>
  if (state.kind !== 'out' || !state.because) return null
  if (state.because === 'unheard') return <StillOpen />
  return <Notice tone="calm">{state.because === 'ended' ? signIn.ended : signIn.left}</Notice>
}

/** Who left is still signed in for this browser: the server did not hear it. */
function StillOpen() {
  const { signIn } = useMessages().frame
  const { session } = useOffice()
  const [isBusy, setBusy] = useState(false)
  return (
    <Notice tone="bad" role="alert">
      {signIn.stillOpen}
      <Button
        mt="xs"
        size="xs"
        variant="default"
        loading={isBusy}
        onClick={() => {
          setBusy(true)
          void session.signOut().finally(() => setBusy(false))
        }}
      >
        {signIn.leaveAgain}
      </Button>
    </Notice>
  )
}

/** The door: by email and password, for who has a role of the staff. The address stays, and what it leads to comes after. */
export function SignIn({ state }: Props) {
  const messages = useMessages()
  const { signIn } = messages.frame
  const { session } = useOffice()
  const [code, setCode] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  async function enter(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const problem = await session.signIn(String(form.get('email')), String(form.get('password')))
    setBusy(false)
    setCode(problem?.code)
  }
  const refusal = code === 'forbidden' ? signIn.notStaff : code && problemText(messages, code)
  const isAway = code === 'dependency_unavailable' || code === 'network'

  return (
    <main className={classes['door']}>
      <form className={classes['form']} onSubmit={(event) => void enter(event)}>
        <p className={classes['name']}>{messages.frame.office}</p>
        <h1>{signIn.title}</h1>
        <Stack gap="sm">
          {code ? (
            <Notice tone="bad" role="alert">
              {isAway ? signIn.away : refusal}
            </Notice>
          ) : (
            <Reason state={state} />
          )}
          <TextInput
            label={signIn.email}
            name="email"
            type="email"
            autoComplete="username"
            required
          />
          <PasswordInput
            label={signIn.password}
            name="password"
            autoComplete="current-password"
            required
          />
          <ModeChoice />
          <Button type="submit" loading={isBusy}>
            {signIn.submit}
          </Button>
        </Stack>
      </form>
    </main>
  )
}

/** Through the gateway, or to each service: only where there is a choice. */
function ModeChoice() {
  const { frame } = useMessages()
  const { config, mode } = useOffice()
  const chosen = useKept(mode)
  const known = modesOf(config)
  if (known.length < 2) return null
  return (
    <Choice
      label={frame.signIn.mode}
      value={chosen}
      known={known}
      names={frame.modes}
      onChoose={mode.set}
    />
  )
}
