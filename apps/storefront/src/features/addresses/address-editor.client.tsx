'use client'

import type { SavedAddress } from '@comptoir/contracts/accounts/schemas'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { addressesMessages } from '../../messages/account/addresses.ts'
import { addressMessages } from '../../messages/address.ts'
import type { Locale } from '../../messages/messages.ts'
import { AddressFields } from '../../ui/address/address-fields.client.tsx'
import { type AddressForm, emptyAddress, formOf } from '../../ui/address/address-form.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { Checkbox } from '../../ui/form/checkbox.tsx'
import { FaultSummary } from '../../ui/form/fault-summary.tsx'
import type { Problem } from '../../visitor/ask.ts'
import { isSignedOut } from '../../visitor/session-end.ts'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { type Faults, faultsIn, faultsOfRefusal, listOf } from './address-faults.ts'
import { type AddressWish, type Kinds, toWish } from './address-wish.ts'
import styles from './addresses.module.css'

type AddressEditorProps = {
  readonly locale: Locale
  /** The one that is changed; nothing for a new one. */
  readonly known?: SavedAddress | undefined
  /** Says why it was refused. */
  readonly onSave: (wish: AddressWish, known?: SavedAddress) => Promise<Problem | undefined>
  readonly onSaved: () => void
  readonly onLeave: () => void
}

function useEditor({ locale, known, onSave, onSaved }: AddressEditorProps) {
  const m = addressMessages(locale)
  const [form, setForm] = useState<AddressForm>(known ? formOf(known) : emptyAddress)
  const [kinds, setKinds] = useState<Kinds>({
    isDefaultShipping: known?.isDefaultShipping ?? false,
    isDefaultBilling: known?.isDefaultBilling ?? false,
  })
  const [faults, setFaults] = useState<Faults>({})
  const [problem, setProblem] = useState<Problem>()
  const [isSaving, setSaving] = useState(false)

  async function save(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    const missing = faultsIn(form, m)
    setFaults(missing)
    setProblem(undefined)
    if (isSaving || Object.keys(missing).length > 0) return
    setSaving(true)
    const refused = await onSave(toWish(form, kinds, known), known)
    setSaving(false)
    if (!refused) return onSaved()
    setFaults(faultsOfRefusal(refused, m))
    setProblem(refused)
  }

  return { form, setForm, kinds, setKinds, faults, problem, isSaving, save }
}

/** An address that is added or changed. What is typed stays until it is saved or left. */
export function AddressEditor(props: AddressEditorProps) {
  const { locale, known, onLeave } = props
  const m = addressesMessages(locale)
  const texts = addressMessages(locale)
  const { form, setForm, kinds, setKinds, faults, problem, isSaving, save } = useEditor(props)
  const list = listOf(faults, texts)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <form noValidate className={styles.editor} onSubmit={(event) => void save(event)}>
      <h2 ref={heading} tabIndex={-1}>
        {known ? m.editTitle : m.addTitle}
      </h2>
      <FaultSummary title={texts.fix} faults={list} />
      {problem && list.length === 0 && <Refused problem={problem} locale={locale} />}
      <AddressFields
        {...{ locale, faults, name: 'address', address: form, countries: [] }}
        onChange={setForm}
      />
      <div>
        <Checkbox
          label={m.useShipping}
          checked={kinds.isDefaultShipping}
          disabled={known?.isDefaultShipping === true}
          onChange={({ target }) => setKinds({ ...kinds, isDefaultShipping: target.checked })}
        />
        <Checkbox
          label={m.useBilling}
          checked={kinds.isDefaultBilling}
          disabled={known?.isDefaultBilling === true}
          onChange={({ target }) => setKinds({ ...kinds, isDefaultBilling: target.checked })}
        />
      </div>
      <p className={styles.actions}>
        <button type="submit" className={button.button} aria-disabled={isSaving}>
          {isSaving ? m.saving : m.save}
        </button>
        <button type="button" className={button.text} onClick={onLeave}>
          {m.cancel}
        </button>
      </p>
    </form>
  )
}

type RefusedProps = { readonly problem: Problem; readonly locale: Locale }

function Refused({ problem, locale }: RefusedProps) {
  // the frame says it, with the way back in
  if (isSignedOut(problem)) return null
  const isFull = problem.code === 'conflict' && problem.detail?.includes('at most')
  if (!isFull) return <ProblemAlert code={problem.code} locale={locale} takesFocus />
  return <Alert takesFocus>{addressesMessages(locale).full}</Alert>
}
