import { useRef, useState } from 'react'
import { kitEn, kitFr } from '../../messages/kit.ts'
import { usePersonId, useWords } from '../../office.tsx'
import { type FieldFault, faultOf, faultsIn, faultsWithout, faultText } from './field-faults.ts'
import { type Draft, drafted, groundOf, keepDraft, readDraft } from './form-draft.ts'

type Version = string | number | undefined

type FormOptions<V extends object> = {
  /** Names the draft in this tab, with what it is of: `product prd_1`. Another name wants another `key` of the component. */
  readonly name: string
  /** What is saved now, or what a new thing begins with: plain data, every field there (`null` and `''` are values). */
  readonly saved: V
  /** The version of it. Changes stay of the version of the first one, also when another is read meanwhile. */
  readonly version?: Version
  /** The field of the form for a path of a refusal: `values.name` is `name`. */
  readonly fieldOf?: (path: string) => string
}

type Name<V> = keyof V & string
/** The fields of a kind. */
type NameOf<V, T> = { [K in Name<V>]: V[K] extends T ? K : never }[Name<V>]

/**
 * The values of a form. What is typed outlives refusals, reloads and a session that ends; what a refusal says of fields stands at them.
 * @example const form = useForm({ name: `product ${id}`, saved, version })
 *   <TextInput label="Nom" {...form.text('name')} />
 */
export function useForm<V extends object>(options: FormOptions<V>) {
  const { draft, latest, keep, begun } = useKeptDraft(options)
  const refused = useRefusal(options.fieldOf)
  const values: V = { ...begun(draft).base, ...draft?.changes }

  /** Changes some fields. */
  function change(changes: Partial<V>): void {
    const ground = begun(latest.current)
    keep(drafted(ground, { ...ground.base, ...latest.current?.changes, ...changes }))
    refused.forget(Object.keys(changes))
  }
  function set<K extends Name<V>>(field: K, value: V[K]): void {
    change({ [field]: value } as unknown as Partial<V>)
  }
  const { errorOf, refuse, faults, error: refusal } = refused

  return {
    ...{ values, change, set, restore: keep, refuse, errorOf, faults },
    /** Why it was not saved the last time. */
    refusal,
    changed: Object.keys(draft?.changes ?? {}) as Name<V>[],
    isDirty: draft !== undefined,
    /** The same, also before the next render: for a page that saves and then leaves. */
    isDirtyNow: () => latest.current !== undefined,
    /** What the values are a change of, and its version for `If-Match`. */
    begun: () => begun(latest.current),
    /** All is as it is saved; what was typed is handed out, for `restore`. */
    discard(): Draft<V> | undefined {
      const before = latest.current
      keep(undefined)
      refused.settle()
      return before
    },
    /** These values were saved: what was typed since is still to be. */
    settle(sent: V): void {
      const ground = begun(latest.current)
      const now = { ...ground.base, ...latest.current?.changes }
      keep(latest.current && drafted({ base: sent, version: undefined }, now))
      refused.settle()
    },
    /** Goes on with values that were merged with what somebody else saved meanwhile. */
    rebase(theirs: V, version: Version, kept: V): void {
      keep(drafted({ base: theirs, version: textOf(version) }, kept))
    },
    ...fieldParts({ values, set, errorOf }),
  }
}

export type Form<V extends object> = ReturnType<typeof useForm<V>>

const textOf = (version: Version) => (version === undefined ? undefined : String(version))

/** The draft of a form, kept in this tab for who is signed in. */
function useKeptDraft<V extends object>({ name, saved, version }: FormOptions<V>) {
  const key = `draft ${usePersonId()} ${name}`
  const [draft, setDraft] = useState(() => readDraft(sessionStorage, key, saved))
  // several changes may come before the next render
  const latest = useRef(draft)
  function keep(next: Draft<V> | undefined): void {
    latest.current = next
    setDraft(next)
    keepDraft(sessionStorage, key, next)
  }
  const begun = (of: Draft<V> | undefined) =>
    groundOf({ base: saved, version: textOf(version) }, of)
  return { draft, latest, keep, begun }
}

/** Why the last try was refused: what is said of fields, and the rest. */
function useRefusal(fieldOf?: (path: string) => string) {
  const { faults: texts } = useWords({ fr: kitFr, en: kitEn })
  const [error, setError] = useState<unknown>()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  return {
    ...{ error, faults },
    refuse(why: unknown): void {
      setError(why)
      setFaults(faultsIn(why, fieldOf))
    },
    /** What these fields say now is another thing; a refusal of fields only ends with the last of them. */
    forget(fields: readonly string[]): void {
      const left = faultsWithout(faults, fields)
      setFaults(left)
      if (faults.length > 0 && left.length === 0) setError(undefined)
    },
    settle(): void {
      setError(undefined)
      setFaults([])
    },
    /** What is wrong with a field, in words. */
    errorOf(field: string): string | undefined {
      const fault = faultOf(faults, field)
      return fault && faultText(fault, texts)
    },
  }
}

type FieldParts<V extends object> = {
  readonly values: V
  readonly set: <K extends Name<V>>(field: K, value: V[K]) => void
  readonly errorOf: (field: string) => string | undefined
}

/** What fields need to be of the form. */
function fieldParts<V extends object>({ values, set, errorOf }: FieldParts<V>) {
  return {
    /** For fields of text, choices and dates: `<TextInput {...form.text('name')} />`. */
    text: <K extends NameOf<V, string>>(field: K) => ({
      ...{ name: field, value: values[field] as string, error: errorOf(field) },
      onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
        set(field, currentTarget.value as V[K]),
    }),
    /** For fields that hand over a value: `<MoneyField {...form.field('price')} />`. */
    field: <K extends Name<V>>(field: K) => ({
      ...{ name: field, value: values[field], error: errorOf(field) },
      onChange: (value: V[K]) => set(field, value),
    }),
    /** For boxes and switches: `<Checkbox {...form.check('isOpen')} />`. */
    check: <K extends NameOf<V, boolean>>(field: K) => ({
      ...{ name: field, checked: values[field] as boolean, error: errorOf(field) },
      onChange: ({ currentTarget }: { readonly currentTarget: { readonly checked: boolean } }) =>
        set(field, currentTarget.checked as V[K]),
    }),
  }
}
