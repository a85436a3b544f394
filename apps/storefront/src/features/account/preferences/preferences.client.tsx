'use client'

import { preferencesMessages } from '../../../messages/account/preferences.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Section } from '../form/section.tsx'
import { Channels } from './channels.client.tsx'
import { LanguageChoice } from './language-choice.client.tsx'
import { MarketingConsents } from './marketing-consents.client.tsx'

/** How the shop speaks to somebody. Each part comes from its own service: one that is down costs no other. */
export function Preferences({ locale }: { readonly locale: Locale }) {
  const m = preferencesMessages(locale)
  return (
    <>
      <Section id="language" title={m.language}>
        <LanguageChoice locale={locale} />
      </Section>
      <Section id="channels" title={m.messages}>
        <Channels locale={locale} />
      </Section>
      <Section id="offers" title={m.offers}>
        <MarketingConsents locale={locale} />
      </Section>
    </>
  )
}
