import type { receiveReturn } from '@comptoir/contracts/orders/return-routes'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { Button, NumberInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useReturnTexts } from '../return-texts.ts'
import { useReturnChanged } from './use-return.ts'

/** What arrived of a return: all of it, unless somebody counts less. */
export function Receive({ ret }: { readonly ret: Return }) {
  const { receive: texts } = useReturnTexts()
  const { call } = useApi()
  const changed = useReturnChanged()
  const { returnId, lines } = ret
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(
    () => new Map(lines.map(({ sku, quantity }) => [sku, quantity])),
  )
  const counted = lines.map(({ sku }) => ({ sku, quantity: counts.get(sku) ?? 0 }))
  const isNothing = counted.every(({ quantity }) => quantity === 0)
  const receiving = useMutation({
    mutationFn: () =>
      call<typeof receiveReturn>('POST /api/returns/{returnId}/receive', {
        params: { returnId },
        body: { lines: counted },
      }),
    onSuccess: changed,
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (!isNothing) receiving.mutate()
  }
  return (
    <section className={classes['block']}>
      <h2>{texts.title}</h2>
      <form className={classes['form']} onSubmit={submit}>
        {lines.map(({ sku, quantity }) => (
          <NumberInput
            key={sku}
            label={texts.count(sku, quantity)}
            min={0}
            max={quantity}
            allowDecimal={false}
            value={counts.get(sku) ?? 0}
            error={isNothing ? texts.nothing : undefined}
            onChange={(count) => setCounts(new Map(counts).set(sku, Number(count) || 0))}
          />
        ))}
        {receiving.isError ? <ProblemNote problem={problemIn(receiving.error)} /> : null}
        <div>
          <Button type="submit" disabled={isNothing} loading={receiving.isPending}>
            {texts.run}
          </Button>
        </div>
      </form>
    </section>
  )
}
