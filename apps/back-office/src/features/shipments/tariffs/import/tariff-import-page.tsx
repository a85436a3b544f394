import { Button, FileInput, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { usePermissions } from '../../../../session/use-permissions.ts'
import { DangerAction } from '../../../../ui/danger-dialog.tsx'
import { BackLink } from '../../../../ui/detail/back-link.tsx'
import { PlainPage } from '../../../../ui/detail/plain-page.tsx'
import { problemIn } from '../../../../ui/problem.ts'
import { ProblemNote } from '../../../../ui/problem-note.tsx'
import { useTariffTexts } from '../tariff-texts.ts'
import { ImportResult } from './import-result.tsx'
import { useTariffImport } from './use-tariff-import.ts'

/** A table of tariffs: what it would change is shown first, and only that is applied. */
export function TariffImportPage() {
  const { import: texts, back } = useTariffTexts()
  const { may } = usePermissions()
  const { table, write, previewing, applying, result, changes } = useTariffImport()
  const isClean = result?.errors.length === 0 && changes.length > 0
  return (
    <PlainPage back={<BackLink to="/shipments/tariffs" text={back} />} title={texts.title}>
      <Stack maw={960}>
        <p>{texts.text}</p>
        <FileInput
          label={texts.file}
          accept=".csv,.txt,text/csv,text/plain"
          onChange={(file) => void file?.text().then(write)}
        />
        <Textarea
          label={texts.table}
          value={table}
          onChange={({ currentTarget }) => write(currentTarget.value)}
          {...{ autosize: true, minRows: 4, maxRows: 14 }}
          styles={{ input: { fontFamily: 'monospace' } }}
        />
        <div>
          <Button
            variant="default"
            disabled={table.trim() === '' || !may('tariffs.write')}
            loading={previewing.isPending}
            onClick={() => previewing.mutate()}
          >
            {texts.preview}
          </Button>
        </div>
        {previewing.isError ? <ProblemNote problem={problemIn(previewing.error)} /> : null}
        {result ? <ImportResult result={result} /> : null}
        {isClean ? <Apply count={changes.length} run={applying.mutateAsync} /> : null}
        {applying.isSuccess ? <Text role="status">{texts.applied(applying.data)}</Text> : null}
      </Stack>
    </PlainPage>
  )
}

type ApplyProps = {
  readonly count: number
  readonly run: (reason: string) => Promise<unknown>
}

function Apply({ count, run }: ApplyProps) {
  const { import: texts, reason: label } = useTariffTexts()
  const [reason, setReason] = useState('')
  return (
    <>
      <TextInput
        label={label}
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <div>
        <DangerAction
          asksWhy={false}
          request="tariff import"
          isPrimary
          action={texts.run(count)}
          effect={texts.effect(count)}
          run={() => run(reason.trim())}
        />
      </div>
    </>
  )
}
