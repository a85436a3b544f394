import { Button } from '@mantine/core'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { kitEn, kitFr } from '../../messages/kit.ts'
import { problemText } from '../../messages/messages.ts'
import { useMessages, useWords } from '../../office.tsx'
import { LeaveGuard } from '../leave-guard.tsx'
import { problemIn } from '../problem.ts'
import { useToast } from '../toast/use-toast.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { faultOf, isOf } from './field-faults.ts'
import classes from './save-bar.module.css'
import { formToSave, isSaveKey } from './save-key.ts'
import type { Saving } from './use-save.ts'

/** What fields are called, as at the fields. */
export type FieldLabels<V extends object> = Readonly<Record<keyof V & string, string>>

type Props<V extends object> = {
  readonly saving: Saving<V>
  readonly labels: FieldLabels<V>
  /** Addresses that begin so keep what was typed. */
  readonly within: string
  /** A value in words, where both sides of a conflict are shown. */
  readonly show?: ((field: keyof V & string, value: V[keyof V & string]) => ReactNode) | undefined
  /** What the button says; `Save` unless told. */
  readonly action?: string
}

/** At the foot of a form as long as something is not saved: what changed, what was refused, save or discard. It stands in the form. */
export function SaveBar<V extends object>({ saving, labels, within, show, ...rest }: Props<V>) {
  const { form, isBusy, isNew, conflict } = saving
  const { frame } = useMessages()
  const kit = useWords({ fr: kitFr, en: kitEn })
  const toast = useToast()
  const { action = frame.save } = rest
  const { changed } = form
  const bar = useRef<HTMLElement>(null)
  useSaveKey(bar)
  function discard(): void {
    const draft = form.discard()
    if (draft) toast(kit.discarded, () => form.restore(draft))
  }
  return (
    <>
      <LeaveGuard isDirty={form.isDirty} isDirtyNow={form.isDirtyNow} within={within} />
      {form.isDirty || isNew || form.refusal ? (
        <section ref={bar} data-save-bar className={classes['bar']} aria-label={kit.saveBar}>
          <Refusal form={form} labels={labels} />
          <span className={classes['what']}>
            {isNew || changed.length === 0 ? null : (
              <>
                {kit.changes(changed.length)} {changed.map((field) => labels[field]).join(', ')}
              </>
            )}
          </span>
          {form.isDirty ? (
            <Button type="button" variant="default" disabled={isBusy} onClick={discard}>
              {kit.discard}
            </Button>
          ) : null}
          <Button type="submit" loading={isBusy}>
            {action}
          </Button>
        </section>
      ) : null}
      {conflict ? (
        <ConflictDialog
          {...{ labels, show, base: form.begun().base, yours: form.values }}
          theirs={conflict.values}
          onKeep={saving.keep}
          onClose={saving.later}
        />
      ) : null}
    </>
  )
}

/** `Ctrl S` sends the form that one types in, as long as there is something to save and no dialog asks for it. */
function useSaveKey(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      const form = bar.current?.closest('form')
      if (!form || !isSaveKey(event) || form !== formOfKey()) return
      event.preventDefault()
      const send = bar.current?.querySelector<HTMLButtonElement>('button[type="submit"]')
      if (!send?.disabled) send?.click()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [bar])
}

/** The form that the key sends now, among those whose bar is shown. */
function formOfKey(): HTMLFormElement | undefined {
  if (document.querySelector('[role="dialog"]')) return undefined
  const bars = [...document.querySelectorAll('[data-save-bar]')]
  const forms = bars.flatMap((one) => one.closest('form') ?? [])
  return formToSave(forms, document.activeElement?.closest('form') ?? undefined)
}

type RefusalProps<V extends object> = Pick<Props<V>, 'labels'> & Pick<Saving<V>, 'form'>

/** Why nothing was saved, with a way to each field at fault. */
function Refusal<V extends object>({ form: { refusal, faults }, labels }: RefusalProps<V>) {
  const messages = useMessages()
  const kit = useWords({ fr: kitFr, en: kitEn })
  if (!refusal) return null
  const { code, traceId } = problemIn(refusal)
  const names = Object.keys(labels) as (keyof V & string)[]
  const wrong = names.filter((name) => faultOf(faults, name))
  return (
    <div className={classes['refusal']} role="alert">
      <strong>{kit.refused}</strong>{' '}
      {wrong.length > 0 ? kit.wrong(wrong.length) : problemText(messages, code)}
      {wrong.map((name) => (
        <button key={name} type="button" onClick={({ currentTarget }) => goTo(currentTarget, name)}>
          {labels[name]}
        </button>
      ))}
      {traceId ? <small>{messages.frame.trace(traceId)}</small> : null}
    </div>
  )
}

/** Brings a field of the form into focus. */
function goTo(button: HTMLButtonElement, name: string): void {
  const named = [...(button.form?.elements ?? [])].find((element) =>
    isOf(name, element.getAttribute('name') ?? ''),
  )
  if (named instanceof HTMLElement) named.focus()
}
