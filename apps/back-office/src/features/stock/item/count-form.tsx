import type { setStock } from '@comptoir/contracts/inventory/routes'
import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import { Button, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import classes from '../../../ui/detail/detail.module.css'
import { useForm } from '../../../ui/form/use-form.ts'
import { LeaveGuard } from '../../../ui/leave-guard.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useStockTexts } from '../stock-texts.ts'
import { useStockChanged } from '../use-stock-item.ts'
import { countIn } from './movement-wish.ts'

type Props = {
  readonly sku: string
  /** None where no stock is kept yet. */
  readonly item?: StockItem
}

const empty = { counted: '', reason: '' }

/** What was counted, and the words of it. */
type Count = { readonly onHand: number; readonly values: typeof empty }

const isOvertaken = (error: unknown) => problemIn(error).code === 'precondition_failed'

/** Saves a count against the version that it was made of; who saw what somebody else changed meanwhile counts from there. */
function useCounting({ sku, item }: Props) {
  const { call } = useApi()
  const changed = useStockChanged()
  const form = useForm({ name: `count ${sku}`, saved: empty, version: item?.version })
  const saving = useMutation({
    mutationFn: ({ onHand, values }: Count) => {
      const { version } = form.begun()
      const reason = values.reason.trim()
      return call<typeof setStock>('PUT /api/stock/{sku}', {
        params: { sku },
        headers: ifMatch(version),
        body: { onHand, ...(reason !== '' && { reason }) },
      })
    },
    onSuccess(now, { values }) {
      form.settle(values)
      changed.store(now)
    },
    onError: form.refuse,
    onSettled: () => changed.refresh(sku),
  })
  function save(onHand: number): void {
    if (saving.isError && isOvertaken(saving.error)) form.rebase(empty, item?.version, form.values)
    saving.mutate({ onHand, values: form.values })
  }
  return { form, saving, save }
}

/** Sets what is on hand after a count, or begins to keep the stock of a SKU. What moved meanwhile is never overwritten unseen. */
export function CountForm({ sku, item }: Props) {
  const texts = useStockTexts()
  const { form, saving, save } = useCounting({ sku, ...(item && { item }) })
  const onHand = countIn(form.values.counted)
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (onHand !== undefined) save(onHand)
  }
  const isWrong = form.values.counted.trim() !== '' && onHand === undefined
  const title = item ? texts.countTitle : texts.create
  return (
    <section className={classes['block']}>
      <h2>{title}</h2>
      <form className={classes['form']} onSubmit={submit}>
        <TextInput
          {...{ label: texts.counted, inputMode: 'numeric', required: true }}
          description={item && texts.countHint}
          {...form.text('counted')}
          error={isWrong ? texts.wrongCount : form.errorOf('onHand')}
        />
        <TextInput
          {...{ label: texts.reason, maxLength: 200, required: item !== undefined }}
          {...form.text('reason')}
        />
        <Effect item={item} onHand={onHand} />
        <Outcome error={saving.error} item={item} />
        {saving.isSuccess ? <Text role="status">{texts.saved}</Text> : null}
        <div>
          <Button type="submit" variant={item ? 'default' : 'filled'} loading={saving.isPending}>
            {item ? texts.count : title}
          </Button>
        </div>
      </form>
      <LeaveGuard isDirty={form.isDirty} within={`/stock/items/${sku}`} />
    </section>
  )
}

type EffectProps = { readonly item: StockItem | undefined; readonly onHand: number | undefined }

/** What becomes of what is on hand. */
function Effect({ item, onHand }: EffectProps) {
  const { countEffect } = useStockTexts()
  const locale = useLocale()
  if (!item || onHand === undefined) return null
  return (
    <Text size="sm" className="figures">
      {countEffect((item.onHand ?? 0).toLocaleString(locale), onHand.toLocaleString(locale))}
    </Text>
  )
}

type OutcomeProps = { readonly error: unknown; readonly item: StockItem | undefined }

function Outcome({ error, item }: OutcomeProps) {
  const texts = useStockTexts()
  const locale = useLocale()
  if (!error) return null
  if (!isOvertaken(error)) return <ProblemNote problem={problemIn(error)} />
  return (
    <Notice tone="attention" role="alert">
      {texts.countConflict((item?.onHand ?? 0).toLocaleString(locale))}
    </Notice>
  )
}
