import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { Button, Checkbox, Popover } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useApi } from '../../../office.tsx'
import classes from '../../../ui/data-list/data-list.module.css'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useBulkTexts } from './bulk-texts.ts'
import { LabelBatchState } from './label-batch-state.tsx'
import { printLabels } from './print-labels.ts'

type Props = { readonly rows: readonly OrderOverview[] }

/** Prints the labels of all orders that are chosen, as one PDF. */
export function BulkLabels({ rows }: Props) {
  const { call } = useApi()
  const texts = useBulkTexts()
  const printing = useMutation({
    mutationFn: (packingSlips: boolean) =>
      printLabels(call, { orderIds: rows.map(({ orderId }) => orderId), packingSlips }),
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    printing.mutate(new FormData(event.currentTarget).has('slips'))
  }
  return (
    <Popover position="top-start" trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default">
          {texts.print}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes['form']} onSubmit={submit}>
          <Checkbox name="slips" defaultChecked label={texts.slips} />
          <Button type="submit" loading={printing.isPending}>
            {texts.start}
          </Button>
          {printing.isPending ? <p role="status">{texts.finding}</p> : null}
          {printing.isError ? <ProblemNote problem={problemIn(printing.error)} /> : null}
          {printing.data === null ? <p role="status">{texts.noParcels}</p> : null}
          {printing.data ? <LabelBatchState begun={printing.data} /> : null}
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
