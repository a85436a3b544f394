'use client'

import type { Consent, ConsentChannel, ConsentWording } from '@comptoir/contracts/accounts/consents'
import { formatDate } from '@comptoir/site/dates'
import { useState } from 'react'
import { preferencesMessages } from '../../../messages/account/preferences.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Checkbox } from '../../../ui/form/checkbox.tsx'
import { useOwn } from '../../../visitor/use-own.ts'
import { OwnPart } from '../../frame/own-part.tsx'
import styles from '../form/form.module.css'
import { FormProblem } from '../form/form-problem.tsx'
import { useSubmit } from '../form/use-submit.ts'
import { channels } from './channel-choice.ts'
import own from './preferences.module.css'

type Consents = {
  readonly granted: readonly ConsentChannel[]
  readonly wording: { readonly version: ConsentWording; readonly fr: string; readonly en: string }
  readonly items: readonly Consent[]
}

/** What somebody agrees to, by which means: in the very words that are kept as the proof of it (GDPR, article 7.1). */
export function MarketingConsents({ locale }: { readonly locale: Locale }) {
  const m = preferencesMessages(locale)
  const consents = useOwn<Consents>('GET /bff/me/consents')
  const [isSaved, setSaved] = useState(false)
  const { isRunning, problem, submit } = useSubmit()

  async function decide(channel: ConsentChannel, isGranted: boolean, known: Consents) {
    if (isRunning) return
    const others = known.granted.filter((one) => one !== channel)
    consents.put({ ...known, granted: isGranted ? [...others, channel] : others })
    setSaved(false)
    const body = { granted: isGranted, wording: known.wording.version }
    const answer = await submit<Consents>(`PUT /bff/me/consents/${channel}`, { body })
    consents.put(answer && 'value' in answer ? answer.value : known)
    setSaved(answer !== undefined && 'value' in answer)
  }

  return (
    <>
      <FormProblem problem={problem} locale={locale} />
      <OwnPart own={consents} locale={locale} lines={2}>
        {(known) => (
          <>
            <fieldset className={own.row} aria-disabled={isRunning}>
              <legend>{known.wording[locale]}</legend>
              {channels.map((channel) => (
                <Checkbox
                  key={channel}
                  label={m.channels[channel]}
                  detail={decided(known, channel, locale)}
                  checked={known.granted.includes(channel)}
                  onChange={({ target }) => void decide(channel, target.checked, known)}
                />
              ))}
            </fieldset>
            <p role="status" className={styles.done}>
              {isSaved && m.saved}
            </p>
          </>
        )}
      </OwnPart>
    </>
  )
}

/** Since when it is so; nothing where nobody decided. */
function decided({ items }: Consents, channel: ConsentChannel, locale: Locale): string | undefined {
  const last = items.find((one) => one.channel === channel)
  if (!last) return undefined
  const m = preferencesMessages(locale)
  const day = formatDate(last.at, 'date', locale)
  return last.granted ? m.grantedOn(day) : m.withdrawnOn(day)
}
