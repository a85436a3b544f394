'use client'

import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { preferencesMessages } from '../../../messages/account/preferences.ts'
import type { Locale } from '../../../messages/messages.ts'
import { RadioCards } from '../../../ui/radio-cards.tsx'
import { rememberLanguage } from '../../../visitor/chosen-language.ts'
import { useOwn } from '../../../visitor/use-own.ts'
import { OwnPart } from '../../frame/own-part.tsx'
import { FormProblem } from '../form/form-problem.tsx'
import { useSubmit } from '../form/use-submit.ts'

/** In which language the shop writes; the site follows. */
export function LanguageChoice({ locale }: { readonly locale: Locale }) {
  const m = preferencesMessages(locale)
  const me = useOwn<Profile>('GET /bff/me')
  const { problem, submit } = useSubmit()

  async function choose(wanted: Locale, profile: Profile): Promise<void> {
    me.put({ ...profile, locale: wanted })
    const answer = await submit<Profile>('PATCH /bff/me', { body: { locale: wanted } })
    const isSaved = answer !== undefined && 'value' in answer
    me.put(isSaved ? answer.value : profile)
    if (!isSaved) return
    rememberLanguage(wanted)
    if (wanted !== locale) location.assign(`/${wanted}/account/preferences`)
  }

  return (
    <>
      <FormProblem problem={problem} locale={locale} />
      <OwnPart own={me} locale={locale} lines={2}>
        {(profile) => (
          <RadioCards
            name="language"
            legend={m.language}
            chosen={profile.locale}
            onChoose={(wanted) => void choose(wanted === 'en' ? 'en' : 'fr', profile)}
            cards={[
              { value: 'fr', title: <span lang="fr">Français</span> },
              { value: 'en', title: <span lang="en">English</span> },
            ]}
          />
        )}
      </OwnPart>
    </>
  )
}
