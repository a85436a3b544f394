'use client'

import { SignInAgain } from '../../../../features/account/sign-in-again.client.tsx'
import { EntryForm } from '../../../../features/session/entry-form.client.tsx'
import type { Locale } from '../../../../messages/messages.ts'

/** The account with the form to sign in: features know nothing of each other. */
export function SignInAgainView({ locale }: { readonly locale: Locale }) {
  return (
    <SignInAgain
      locale={locale}
      entry={(onEntered) => (
        <EntryForm
          locale={locale}
          kind="sign-in"
          next={`/${locale}/account`}
          onEntered={onEntered}
        />
      )}
    />
  )
}
