import type { inspectReturn } from '@comptoir/contracts/orders/return-routes'
import type { InspectedLine, Return } from '@comptoir/contracts/orders/return-schemas'
import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useReturnTexts } from '../return-texts.ts'
import { InspectLine } from './inspect-line.tsx'
import {
  inspectionLines,
  inspectionSum,
  startOfInspection,
  undecidedOf,
  withLine,
} from './inspection-wish.ts'
import { useReturnChanged } from './use-return.ts'

/** What becomes of the goods, by line; the money goes back by itself after it. */
export function Inspect({ ret }: { readonly ret: Return }) {
  const { inspect: texts } = useReturnTexts()
  const { call } = useApi()
  const changed = useReturnChanged()
  const { returnId } = ret
  const [wishes, setWishes] = useState(() => startOfInspection(ret))
  const body = inspectionLines(wishes)
  const inspecting = useMutation({
    mutationFn: (lines: InspectedLine[]) =>
      call<typeof inspectReturn>('POST /api/returns/{returnId}/inspect', {
        params: { returnId },
        body: { lines },
      }),
    onSuccess: changed,
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (body) inspecting.mutate(body)
  }
  const { restock, scrap, refuse } = inspectionSum(wishes)
  return (
    <section className={classes['block']}>
      <h2>{texts.title}</h2>
      <p>{texts.text}</p>
      <form onSubmit={submit}>
        {wishes.map((wish) => (
          <InspectLine
            key={wish.sku}
            wish={wish}
            line={ret.lines.find(({ sku }) => sku === wish.sku)}
            onChange={(change) => setWishes(withLine(wishes, wish.sku, change))}
          />
        ))}
        <Text role="status" my="sm">
          {body
            ? texts.effect(restock, scrap, refuse)
            : wishes
                .filter((wish) => undecidedOf(wish) !== 0)
                .map((wish) => texts.unfinished(wish.sku, undecidedOf(wish)))
                .join(' ')}
        </Text>
        {inspecting.isError ? <ProblemNote problem={problemIn(inspecting.error)} /> : null}
        <Button type="submit" disabled={!body} loading={inspecting.isPending}>
          {texts.run}
        </Button>
      </form>
    </section>
  )
}
