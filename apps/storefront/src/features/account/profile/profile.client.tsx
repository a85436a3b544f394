'use client'

import type { Profile as Known } from '@comptoir/contracts/accounts/schemas'
import { Fragment } from 'react'
import { profileMessages } from '../../../messages/account/profile.ts'
import type { Locale } from '../../../messages/messages.ts'
import { useOwn } from '../../../visitor/use-own.ts'
import { OwnPart } from '../../frame/own-part.tsx'
import { Section } from '../form/section.tsx'
import { EmailChange } from './email-change.client.tsx'
import { ProfileNames } from './profile-form.client.tsx'

/** Who somebody is to the shop. */
export function Profile({ locale }: { readonly locale: Locale }) {
  const m = profileMessages(locale)
  const me = useOwn<Known>('GET /bff/me')
  return (
    <OwnPart own={me} locale={locale}>
      {(profile) => (
        // somebody else may have signed in here meanwhile
        <Fragment key={profile.userId}>
          <ProfileNames {...{ locale, profile }} onSaved={me.put} />
          <Section id="email-of-account" title={m.email}>
            <EmailChange {...{ locale, profile }} />
          </Section>
        </Fragment>
      )}
    </OwnPart>
  )
}
