import { accountMessages } from '../../../messages/account.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Field } from '../../../ui/field.tsx'
import type { Problem } from '../../../visitor/ask.ts'

type PasswordFieldProps = {
  readonly locale: Locale
  readonly name: string
  /** What makes its id one of a kind on the page. */
  readonly prefix: string
  readonly problem: Problem | undefined
}

/** The password that one has: asked for before what cannot be taken back, or what opens the account. */
export function PasswordField({ locale, name, prefix, problem }: PasswordFieldProps) {
  const m = accountMessages(locale)
  return (
    <Field
      {...{ name, prefix }}
      type="password"
      label={m.password}
      autoComplete="current-password"
      required
      maxLength={200}
      error={problem?.code === 'invalid_credentials' ? m.wrongPassword : undefined}
    />
  )
}
