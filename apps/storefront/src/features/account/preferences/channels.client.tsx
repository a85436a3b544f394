'use client'

import { type SyntheticEvent, useState } from 'react'
import { preferencesMessages } from '../../../messages/account/preferences.ts'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import { Field } from '../../../ui/field.tsx'
import { Checkbox } from '../../../ui/form/checkbox.tsx'
import { useOwn } from '../../../visitor/use-own.ts'
import { OwnPart } from '../../frame/own-part.tsx'
import styles from '../form/form.module.css'
import { FormProblem } from '../form/form-problem.tsx'
import { useSubmit } from '../form/use-submit.ts'
import { channels, type ReachPreferences, rowsOf, withChannel } from './channel-choice.ts'
import own from './preferences.module.css'

const path = '/bff/notification-preferences'

type PartProps = { readonly locale: Locale }

/** By what messages come, and when phones are silent. A tick is saved at once, and taken back when it cannot be. */
export function Channels({ locale }: PartProps) {
  const preferences = useOwn<ReachPreferences>(`GET ${path}`)
  return (
    <OwnPart own={preferences} locale={locale}>
      {(value) => (
        <>
          <ChannelTable {...{ locale, value }} onChange={preferences.put} />
          <QuietHours {...{ locale, value }} onChange={preferences.put} />
        </>
      )}
    </OwnPart>
  )
}

type ChoiceProps = PartProps & {
  readonly value: ReachPreferences
  readonly onChange: (value: ReachPreferences) => void
}

function ChannelTable({ locale, value, onChange }: ChoiceProps) {
  const m = preferencesMessages(locale)
  const [isSaved, setSaved] = useState(false)
  const { isRunning, problem, submit } = useSubmit()

  async function choose(row: ReturnType<typeof rowsOf>[number], next: readonly string[]) {
    if (isRunning) return
    const categories = value.categories.map((one) =>
      one.category === row.category ? { ...one, channels: [...next] as typeof one.channels } : one,
    )
    onChange({ ...value, categories })
    setSaved(false)
    const body = { categories: { [row.category]: next } }
    const answer = await submit<ReachPreferences>(`PATCH ${path}`, { body })
    // what was ticked is what holds, or it is not ticked
    onChange(answer && 'value' in answer ? answer.value : value)
    setSaved(answer !== undefined && 'value' in answer)
  }

  return (
    <>
      <FormProblem problem={problem} locale={locale} />
      {rowsOf(value).map((row) => (
        <fieldset key={row.category} className={own.row} aria-disabled={isRunning}>
          <legend>{m.categories[row.category]}</legend>
          {channels.map((channel) => (
            <Checkbox
              key={channel}
              label={m.channels[channel]}
              checked={row.chosen.includes(channel)}
              disabled={row.mandatory.includes(channel)}
              onChange={({ target }) => void choose(row, withChannel(row, channel, target.checked))}
            />
          ))}
        </fieldset>
      ))}
      <p className={styles.hint}>{m.mandatory}</p>
      <p role="status" className={styles.done}>
        {isSaved && m.saved}
      </p>
    </>
  )
}

function QuietHours({ locale, value, onChange }: ChoiceProps) {
  const m = preferencesMessages(locale)
  const { quiet } = value
  const [isSaved, setSaved] = useState(false)
  const { isRunning, problem, submit } = useSubmit()

  async function save(event: SyntheticEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    setSaved(false)
    const given = Object.fromEntries(new FormData(event.currentTarget))
    const body = { quiet: { ...quiet, ...given } }
    const answer = await submit<ReachPreferences>(`PATCH ${path}`, { body })
    if (!answer || 'problem' in answer) return
    onChange(answer.value)
    setSaved(true)
  }

  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <FormProblem problem={problem} locale={locale} />
      <p>{m.quiet(quiet.timeZone)}</p>
      <div className={own.hours}>
        <Field
          name="from"
          prefix="quiet-"
          type="time"
          label={m.from}
          defaultValue={quiet.from}
          required
        />
        <Field
          name="to"
          prefix="quiet-"
          type="time"
          label={m.to}
          defaultValue={quiet.to}
          required
        />
      </div>
      <p className={styles.actions}>
        <button
          type="submit"
          className={`${button.button} ${button.quiet}`}
          aria-disabled={isRunning}
        >
          {m.saveQuiet}
        </button>
        <span role="status" className={styles.done}>
          {isSaved && m.saved}
        </span>
      </p>
    </form>
  )
}
