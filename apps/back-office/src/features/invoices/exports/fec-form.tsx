import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../../office.tsx'
import { saveFile } from '../../../ui/data-list/save-file.ts'
import classes from '../../../ui/detail/detail.module.css'
import { PeriodFields } from '../../../ui/fields/period-fields.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { lastYear } from './export-days.ts'

/** The entries of a financial year as a file; it has the name that the law gives it. */
export function FecForm() {
  const { open } = useApi()
  const { exports: words } = useInvoiceWords()
  const [days, setDays] = useState(() => lastYear(new Date().toISOString().slice(0, 10)))
  const saving = useMutation({
    async mutationFn() {
      const answer = await open(`/api/reports/fec?${new URLSearchParams(days)}`)
      saveFile(nameIn(answer) ?? `FEC-${days.to}.txt`, await answer.blob())
    },
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    saving.mutate()
  }
  return (
    <form className={classes['form']} onSubmit={submit}>
      <p>{words.fecHelp}</p>
      <PeriodFields
        label={words.fecDays}
        names={{ from: 'fecFrom', to: 'fecTo' }}
        value={days}
        onChange={setDays}
        required
      />
      {saving.isError ? <ProblemNote problem={problemIn(saving.error)} /> : null}
      <div>
        <Button type="submit" variant="default" loading={saving.isPending}>
          {words.fecSave}
        </Button>
      </div>
    </form>
  )
}

const nameIn = (answer: Response): string | undefined =>
  /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
