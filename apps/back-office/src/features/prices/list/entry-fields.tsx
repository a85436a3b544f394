import { ActionIcon, Button, NativeSelect, Text, TextInput } from '@mantine/core'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocale } from '../../../office.tsx'
import { useCategories, wayNames } from '../../../ui/categories/use-categories.ts'
import type { Form } from '../../../ui/form/use-form.ts'
import classes from '../prices.module.css'
import { usePriceWords } from '../use-price-words.ts'
import { entryFault } from './entry-faults.ts'
import {
  type EntryValues,
  newEntry,
  newTier,
  type PriceListValues,
  type TargetKind,
  targetKinds,
} from './price-list-values.ts'
import { TierFields } from './tier-fields.tsx'

type Props = { readonly form: Form<PriceListValues> }

const shownAtFirst = 25

/** The prices of a list, one for each SKU, product or category. */
export function EntryFields({ form }: Props) {
  const texts = usePriceWords()
  const [shown, setShown] = useState(shownAtFirst)
  const { entries } = form.values
  const put = (next: readonly EntryValues[]) => form.set('entries', next)
  const hidden = entries.length - shown
  return (
    <section>
      <h2>{texts.entries}</h2>
      <p className={classes['hint']}>{texts.entriesHelp}</p>
      {entries.slice(0, shown).map((entry, at) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be the same while they are typed
          key={at}
          {...{ form, entry, at }}
          onChange={(next) => put(entries.with(at, next))}
          onRemove={() => put(entries.toSpliced(at, 1))}
        />
      ))}
      {entries.length === 0 ? (
        <Text c="var(--danger)">{form.errorOf('entries') && texts.needsAction}</Text>
      ) : null}
      <div className={classes['actions']}>
        {hidden > 0 ? (
          <Button variant="default" onClick={() => setShown(shown + shownAtFirst)}>
            {texts.moreEntries(hidden)}
          </Button>
        ) : null}
        <Button
          variant="default"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => {
            put([...entries, newEntry])
            setShown(Math.max(shown, entries.length + 1))
          }}
        >
          {texts.addEntry}
        </Button>
      </div>
    </section>
  )
}

type EntryProps = Props & {
  readonly entry: EntryValues
  readonly at: number
  readonly onChange: (entry: EntryValues) => void
  readonly onRemove: () => void
}

function Entry({ form, entry, at, onChange, onRemove }: EntryProps) {
  const texts = usePriceWords()
  const { kind, tiers } = entry
  const name = `entries.${at}`
  const fault = entryFault(form, `${name}.target`, texts)
  return (
    <fieldset className={classes['entry']}>
      <legend>{texts.entry(at + 1)}</legend>
      <div className={classes['fields']}>
        <NativeSelect
          label={texts.of}
          value={kind}
          onChange={({ currentTarget }) => {
            const next = currentTarget.value as TargetKind
            onChange({ ...entry, kind: next, target: '' })
          }}
          data={targetKinds.map((value) => ({ value, label: texts.kinds[value] }))}
        />
        <Target
          {...{ entry, name: `${name}.target`, fault }}
          onChange={(target) => onChange({ ...entry, target })}
        />
      </div>
      {tiers.map((tier, n) => (
        <TierFields
          // biome-ignore lint/suspicious/noArrayIndexKey: two tiers may be the same while they are typed
          key={n}
          {...{ form, tier, number: n + 1, path: `${name}.tiers.${n}` }}
          onChange={(next) => onChange({ ...entry, tiers: tiers.with(n, next) })}
          onRemove={
            tiers.length > 1
              ? () => onChange({ ...entry, tiers: tiers.toSpliced(n, 1) })
              : undefined
          }
        />
      ))}
      <div className={classes['actions']}>
        <Button
          size="xs"
          variant="default"
          onClick={() => onChange({ ...entry, tiers: [...tiers, newTier] })}
        >
          {texts.addTier}
        </Button>
        <ActionIcon
          size={32}
          variant="subtle"
          color="gray"
          aria-label={texts.removeEntry(at + 1)}
          onClick={onRemove}
        >
          <Trash2 size={16} aria-hidden />
        </ActionIcon>
      </div>
    </fieldset>
  )
}

type TargetProps = {
  readonly entry: EntryValues
  readonly name: string
  readonly fault: string | undefined
  readonly onChange: (target: string) => void
}

/** What a price is for; categories are chosen by their name. */
function Target({ entry: { kind, target }, name, fault, onChange }: TargetProps) {
  const texts = usePriceWords()
  const locale = useLocale()
  const asked = useCategories()
  const given = {
    ...{ name, label: texts.targets[kind], value: target, error: fault, required: true },
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      onChange(currentTarget.value),
  }
  if (kind !== 'categoryId' || !asked.data) return <TextInput {...given} maxLength={80} />
  const names = wayNames(asked.data.items, locale)
  const isKnown = target === '' || names.has(target)
  return (
    <NativeSelect
      {...given}
      data={[
        { value: '', label: texts.chooseCategory },
        ...(isKnown ? [] : [{ value: target, label: target }]),
        ...[...names].map(([value, label]) => ({ value, label })),
      ]}
    />
  )
}
