import { CallError } from '@comptoir/site/call'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { kitEn, kitFr } from '../../messages/kit.ts'
import { useWords } from '../../office.tsx'
import { useToast } from '../toast/use-toast.ts'
import { changedFields, isSame } from './three-way.ts'
import type { Form } from './use-form.ts'

/** What is saved, as somebody else may have left it. */
export type Latest<V extends object> = {
  readonly values: V
  readonly version: string | number | undefined
}

type SaveOptions<V extends object, A> = {
  /** Sends the values; `version` is the one that they are a change of, for `If-Match`. */
  readonly save: (values: V, version: string | undefined) => Promise<A>
  /** Writes the answer into the cache, has lists read again, or goes on to what was made. */
  readonly onSaved: (answer: A) => unknown
  /** Reads what is saved now into the cache too, when another version than that of the form was: then both are shown side by side. */
  readonly latest?: () => Promise<Latest<V>>
  /** What the refusal of a version is called; `precondition_failed` (412) unless told. */
  readonly conflictCodes?: readonly string[]
  /** What is confirmed; `Saved` unless told, nothing when it is empty. */
  readonly savedText?: string
  /** Of something that does not exist yet: it is sent as it stands, and its bar is always there. */
  readonly isNew?: boolean
}

const usualConflicts: readonly string[] = ['precondition_failed']

/**
 * Sends a form: its refusal stands at the fields, and a version that somebody else replaced opens the view of both.
 * @example const saving = useSave(form, { save: (values, version) => call(…), onSaved: (answer) => queries.setQueryData(key, answer) })
 *   <form onSubmit={saving.submit}>…<SaveBar saving={saving} labels={labels} within={path} /></form>
 */
export function useSave<V extends object, A>(form: Form<V>, options: SaveOptions<V, A>) {
  const { save, onSaved, latest, isNew = false, conflictCodes = usualConflicts } = options
  const kit = useWords({ fr: kitFr, en: kitEn })
  const { savedText = kit.saved } = options
  const toast = useToast()
  const [conflict, setConflict] = useState<Latest<V>>()

  const saving = useMutation({
    mutationFn: ({ values, version }: Latest<V>) =>
      save(values, version === undefined ? undefined : String(version)),
    async onSuccess(answer, { values }) {
      form.settle(values)
      if (savedText !== '') toast(savedText)
      await onSaved(answer)
    },
    async onError(error) {
      const isConflict = error instanceof CallError && conflictCodes.includes(error.problem.code)
      const theirs = isConflict ? await latest?.().catch(() => undefined) : undefined
      // it is said as a refusal when what is saved now cannot be read either
      if (!theirs) return form.refuse(error)
      if (!isThere(form, theirs)) return setConflict(theirs)
      form.discard()
      if (savedText !== '') toast(savedText)
    },
  })

  return {
    ...{ form, conflict, isNew, isBusy: saving.isPending },
    submit(event: FormEvent<HTMLFormElement>): void {
      event.preventDefault()
      if (saving.isPending || !(isNew || form.isDirtyNow())) return
      saving.mutate({ values: form.values, version: form.begun().version })
    },
    /** Saves what both sides became. */
    keep(values: V): void {
      if (!conflict) return
      form.rebase(conflict.values, conflict.version, values)
      setConflict(undefined)
      if (changedFields(conflict.values, values).length === 0) return
      saving.mutate({ values, version: conflict.version })
    },
    /** Goes on editing what was typed. */
    later: () => setConflict(undefined),
  }
}

/** Whether all that was changed is saved already: the answer of an earlier try was lost, or both want the same. */
const isThere = <V extends object>({ changed, values }: Form<V>, theirs: Latest<V>): boolean =>
  changed.length > 0 && changed.every((name) => isSame(theirs.values[name], values[name]))

export type Saving<V extends object> = ReturnType<typeof useSave<V, unknown>>
