import type { createCodes } from '@comptoir/contracts/promotions/code-routes'
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useApi, useOffice } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { type Form, useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { LeaveGuard } from '../../../ui/leave-guard.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { CountField } from '../rule/count-field.tsx'
import type { Count } from '../rule/rule-values.ts'
import { usePromotionWords } from '../use-promotion-words.ts'

type Values = {
  readonly quantity: Count
  readonly label: string
  readonly prefix: string
  readonly length: Count
}

const start: Values = { quantity: 100, label: '', prefix: '', length: 10 }

/** Makes a batch of codes, each for one order. */
export function NewBatch({ promotionId }: { readonly promotionId: string }) {
  const { codes: words } = usePromotionWords()
  const form = useForm({ name: `codes ${promotionId}`, saved: start })
  const saving = useNewBatch(promotionId, form)
  return (
    <section className={classes['block']}>
      <h2>{words.make}</h2>
      <p>{words.makeHelp}</p>
      <form className={classes['form']} onSubmit={saving.submit}>
        <CountField label={words.quantity} {...form.field('quantity')} max={5_000} required />
        <TextInput label={words.label} {...form.text('label')} maxLength={100} />
        <TextInput label={words.prefix} {...form.text('prefix')} maxLength={12} />
        <CountField label={words.length} {...form.field('length')} min={8} max={20} required />
        {form.refusal && form.faults.length === 0 ? (
          <ProblemNote problem={problemIn(form.refusal)} />
        ) : null}
        <div>
          <Button type="submit" loading={saving.isBusy}>
            {words.create}
          </Button>
        </div>
      </form>
      <LeaveGuard isDirty={form.isDirty} within={`/promotions/${promotionId}/`} />
    </section>
  )
}

function useNewBatch(promotionId: string, form: Form<Values>) {
  const { call } = useApi()
  const { requestKeys } = useOffice()
  const { codes: words } = usePromotionWords()
  const queries = useQueryClient()
  const toast = useToast()
  return useSave(form, {
    isNew: true,
    save({ quantity, label, prefix, length }) {
      const body = {
        ...{ quantity: Number(quantity), length: Number(length) },
        ...(label.trim() !== '' && { label: label.trim() }),
        ...(prefix.trim() !== '' && { prefix: prefix.trim() }),
      }
      return requestKeys.run(`codes/${promotionId} ${JSON.stringify(body)}`, (key) =>
        call<typeof createCodes>('POST /api/promotions/{promotionId}/codes', {
          params: { promotionId },
          headers: { 'idempotency-key': key },
          body,
        }),
      )
    },
    onSaved({ quantity }) {
      toast(words.created(quantity))
      void queries.invalidateQueries({ queryKey: ['promotions', 'ListCodeBatches', promotionId] })
    },
    savedText: '',
  })
}
