'use client'

import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { SyntheticEvent } from 'react'
import { profileMessages } from '../../../messages/account/profile.ts'
import type { Locale } from '../../../messages/messages.ts'
import { Alert } from '../../../ui/alert.tsx'
import button from '../../../ui/button.module.css'
import { Field } from '../../../ui/field.tsx'
import { RadioCards } from '../../../ui/radio-cards.tsx'
import type { Problem } from '../../../visitor/ask.ts'
import styles from '../form/form.module.css'
import { FormProblem } from '../form/form-problem.tsx'
import type { Difference, ProfileField, ProfileForm } from './profile-merge.ts'
import { useProfileForm } from './use-profile-form.ts'

type ProfileFormProps = {
  readonly locale: Locale
  readonly profile: Profile
  readonly onSaved: (profile: Profile) => void
}

/** Name and phone. */
export function ProfileNames({ locale, profile, onSaved }: ProfileFormProps) {
  const m = profileMessages(locale)
  const { form, differences, problem, isRunning, isSaved, change, save } = useProfileForm(
    profile,
    onSaved,
  )
  const fields = { form, problem, onChange: change, texts: m }
  return (
    <form
      className={styles.form}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        void save()
      }}
    >
      <FormProblem problem={problem} locale={locale} except={['precondition_failed']} />
      {differences.length > 0 && (
        <Differences {...{ differences, form, locale }} onChange={change} />
      )}
      <div className={styles.pair}>
        <NameField {...fields} field="firstName" autoComplete="given-name" />
        <NameField {...fields} field="lastName" autoComplete="family-name" />
      </div>
      <NameField {...fields} field="phone" type="tel" autoComplete="tel" hint={m.phoneHint} />
      <p className={styles.actions}>
        <button type="submit" className={button.button} aria-disabled={isRunning}>
          {saveText(m, isRunning, differences.length > 0)}
        </button>
        <span role="status" className={styles.done}>
          {isSaved && m.saved}
        </span>
      </p>
    </form>
  )
}

type Texts = ReturnType<typeof profileMessages>

function saveText(m: Texts, isRunning: boolean, isChoice: boolean): string {
  if (isRunning) return m.saving
  return isChoice ? m.saveChoice : m.save
}

type NameFieldProps = {
  readonly field: ProfileField
  readonly form: ProfileForm
  readonly problem: Problem | undefined
  readonly texts: Texts
  readonly onChange: (next: Partial<ProfileForm>) => void
  readonly autoComplete: string
  readonly type?: string
  readonly hint?: string
}

function NameField({ field, form, problem, texts, onChange, ...input }: NameFieldProps) {
  const isWrong = problem?.errors?.some((one) => one.field === field)
  return (
    <Field
      {...input}
      name={field}
      label={texts.fields[field]}
      value={form[field]}
      maxLength={field === 'phone' ? 32 : 100}
      error={isWrong ? texts.wrong[field] : undefined}
      onChange={({ target }) => onChange({ [field]: target.value })}
    />
  )
}

type DifferencesProps = {
  readonly differences: readonly Difference[]
  readonly form: ProfileForm
  readonly locale: Locale
  readonly onChange: (next: Partial<ProfileForm>) => void
}

/** Both versions of what was changed twice; nothing is saved before one is chosen and sent. */
function Differences({ differences, form, locale, onChange }: DifferencesProps) {
  const m = profileMessages(locale)
  return (
    <Alert tone="info" takesFocus>
      <p>{m.changedElsewhere}</p>
      {differences.map(({ field, yours, theirs }) => (
        <div key={field} className={styles.form}>
          <p aria-hidden="true">
            <b>{m.fields[field]}</b>
          </p>
          <RadioCards
            name={`keep-${field}`}
            legend={m.fields[field]}
            chosen={form[field] === theirs ? 'theirs' : 'yours'}
            onChoose={(side) => onChange({ [field]: side === 'theirs' ? theirs : yours })}
            cards={[
              { value: 'yours', title: yours || m.empty, detail: m.yours },
              { value: 'theirs', title: theirs || m.empty, detail: m.theirs },
            ]}
          />
        </div>
      ))}
    </Alert>
  )
}
