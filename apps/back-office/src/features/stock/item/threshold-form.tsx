import type { setLowThreshold } from '@comptoir/contracts/inventory/routes'
import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import { Button, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useStockTexts } from '../stock-texts.ts'
import { useStockChanged } from '../use-stock-item.ts'
import { countIn } from './movement-wish.ts'

/** From how many left an alert is raised. */
export function ThresholdForm({ item }: { readonly item: StockItem }) {
  const texts = useStockTexts()
  const { call } = useApi()
  const changed = useStockChanged()
  const [typed, setTyped] = useState(String(item.lowThreshold ?? 0))
  const lowThreshold = countIn(typed)
  const saving = useMutation({
    mutationFn: (wanted: number) =>
      call<typeof setLowThreshold>('PUT /api/stock/{sku}/threshold', {
        params: { sku: item.sku },
        body: { lowThreshold: wanted },
      }),
    onSuccess: changed.store,
    onSettled: () => changed.refresh(item.sku),
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (lowThreshold !== undefined) saving.mutate(lowThreshold)
  }
  return (
    <section className={classes['block']}>
      <h2>{texts.thresholdTitle}</h2>
      <form className={classes['form']} onSubmit={submit}>
        <TextInput
          label={texts.threshold}
          description={texts.thresholdHint}
          inputMode="numeric"
          required
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          error={lowThreshold === undefined ? texts.wrongCount : undefined}
        />
        {saving.isError ? <ProblemNote problem={problemIn(saving.error)} /> : null}
        {saving.isSuccess ? <Text role="status">{texts.saved}</Text> : null}
        <div>
          <Button type="submit" variant="default" loading={saving.isPending}>
            {texts.saveThreshold}
          </Button>
        </div>
      </form>
    </section>
  )
}
