import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import { Button, FileButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Upload as UploadIcon } from 'lucide-react'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useApi, useOffice, useWords } from '../../../office.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useKeepImport } from '../import/use-import.ts'
import classes from '../imports.module.css'

/** Sends a file and opens the import of it. A file whose answer was lost is sent again as the same one. */
export function Upload() {
  const texts = useWords({ fr: importsFr, en: importsEn })
  const { open } = useApi()
  const { requestKeys } = useOffice()
  const keep = useKeepImport()
  const navigate = useNavigate()
  const upload = useMutation({
    mutationFn: ({ file }: { readonly file: File }) =>
      requestKeys.run(`import/${file.name}/${file.size}/${file.lastModified}`, async (key) => {
        const body = new FormData()
        body.set('file', file)
        const headers = { 'idempotency-key': key }
        const answer = await open('/api/product-imports', { method: 'POST', headers, body })
        return (await answer.json()) as ProductImport
      }),
    onSuccess: (job) => {
      keep(job)
      void navigate({ to: '/imports/$importId', params: { importId: job.importId }, search: true })
    },
  })
  return (
    <div className={classes['upload']}>
      <p>{texts.intro}</p>
      {upload.isError ? <ProblemNote problem={problemIn(upload.error)} /> : null}
      <FileButton
        accept=".csv,.txt,text/csv,text/plain"
        onChange={(file) => {
          if (file) upload.mutate({ file })
        }}
      >
        {(props) => (
          <Button
            {...props}
            loading={upload.isPending}
            leftSection={<UploadIcon size={16} aria-hidden />}
          >
            {texts.choose}
          </Button>
        )}
      </FileButton>
    </div>
  )
}
