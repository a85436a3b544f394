import { Button, Checkbox, FileInput, Stack, Text, Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import { usePermissions } from '../../../session/use-permissions.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { useDraft } from '../../../ui/draft.ts'
import { Notice } from '../../../ui/notice.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useStockTexts } from '../stock-texts.ts'
import { Faults } from './faults.tsx'
import { readStockTable } from './stock-table.ts'
import { useStockImport } from './use-stock-import.ts'

/** Stock of many SKUs from a table: read here, with its bad lines, before anything is sent. */
export function ImportPage() {
  const { import: texts, back } = useStockTexts()
  const { may } = usePermissions()
  const [text, setText] = useDraft('stock import')
  const [overwrite, setOverwrite] = useState(false)
  const table = useMemo(() => readStockTable(text), [text])
  const { running, progress } = useStockImport()
  const { items, faults } = table
  return (
    <PlainPage back={<BackLink to="/stock" text={back} />} title={texts.title}>
      <Stack maw={720}>
        <p>{texts.text}</p>
        <FileInput
          label={texts.file}
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(file) => void file?.text().then(setText)}
        />
        <Textarea
          label={texts.table}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          autosize
          minRows={4}
          maxRows={12}
          styles={{ input: { fontFamily: 'monospace' } }}
        />
        {text.trim() === '' ? null : (
          <Text role="status">{texts.read(items.length, faults.length)}</Text>
        )}
        <Faults faults={faults} />
        <Checkbox
          label={texts.overwrite}
          description={texts.overwriteHint}
          checked={overwrite}
          onChange={({ currentTarget }) => setOverwrite(currentTarget.checked)}
        />
        {overwrite && items.length > 0 ? (
          <Notice tone="attention">{texts.effect(items.length)}</Notice>
        ) : null}
        {running.isError ? (
          <>
            <ProblemNote problem={problemIn(running.error)} />
            <Text>{texts.stopped}</Text>
          </>
        ) : null}
        <div className={classes['actions']}>
          <Button
            disabled={items.length === 0 || !may('stock.write')}
            loading={running.isPending}
            onClick={() => running.mutate({ items, overwrite })}
          >
            {texts.run}
          </Button>
          {running.isPending ? (
            <>
              <progress value={progress.done} max={items.length} aria-label={texts.title} />
              <span className="figures">{texts.progress(progress.done, items.length)}</span>
            </>
          ) : null}
          {progress.done > 0 ? (
            <span role="status">
              {texts.outcomes(progress.created, progress.changed, progress.unchanged)}
            </span>
          ) : null}
        </div>
      </Stack>
    </PlainPage>
  )
}
