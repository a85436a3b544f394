import type { changePassword } from '@comptoir/contracts/accounts/routes'
import { CallError } from '@comptoir/site/call'
import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { accountEn, accountFr } from '../../messages/account.ts'
import { useOffice, useWords } from '../../office.tsx'
import classes from '../../ui/detail/detail.module.css'
import { Notice } from '../../ui/notice.tsx'
import { problemIn } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'

type Passwords = { readonly currentPassword: string; readonly newPassword: string }

/** Another password: the sessions of before end, and this tab signs in anew. */
function useChange(email: string) {
  const { api, session } = useOffice()
  return useMutation({
    async mutationFn(body: Passwords) {
      await api.call<typeof changePassword>('POST /api/auth/change-password', { body })
      // the password is another, even when this fails
      return await session.signIn(email, body.newPassword)
    },
  })
}

export function PasswordForm({ email }: { readonly email: string }) {
  const texts = useWords({ fr: accountFr, en: accountEn })
  const changing = useChange(email)
  const problem = changing.error instanceof CallError ? changing.error.problem : undefined
  const isWrong = problem?.code === 'invalid_credentials'
  const isRefused = problem?.code === 'invalid_request'
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = event.currentTarget
    const typed = new FormData(form)
    const body = {
      currentPassword: String(typed.get('currentPassword')),
      newPassword: String(typed.get('newPassword')),
    }
    changing.mutate(body, { onSuccess: () => form.reset() })
  }
  return (
    <form className={classes['form']} onSubmit={submit}>
      <PasswordInput
        name="currentPassword"
        label={texts.currentPassword}
        autoComplete="current-password"
        error={isWrong ? texts.wrongPassword : undefined}
        required
      />
      <PasswordInput
        name="newPassword"
        label={texts.newPassword}
        description={texts.passwordHint}
        autoComplete="new-password"
        error={isRefused ? texts.refusedPassword : undefined}
        minLength={15}
        maxLength={200}
        required
      />
      {changing.isError && !isWrong && !isRefused ? (
        <ProblemNote problem={problemIn(changing.error)} />
      ) : null}
      {changing.isSuccess ? (
        <Notice tone="calm" role="status">
          {texts.passwordChanged}
        </Notice>
      ) : null}
      {changing.data ? <ProblemNote problem={changing.data} /> : null}
      <p className={classes['hint']}>{texts.passwordEffect}</p>
      <div>
        <Button type="submit" loading={changing.isPending}>
          {texts.changePassword}
        </Button>
      </div>
    </form>
  )
}
