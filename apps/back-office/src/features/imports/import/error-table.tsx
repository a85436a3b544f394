import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useApi, useWords } from '../../../office.tsx'
import { Asked } from '../../../ui/asked.tsx'
import { saveFile } from '../../../ui/data-list/save-file.ts'
import detail from '../../../ui/detail/detail.module.css'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../imports.module.css'
import { type ErrorLine, readErrorLines } from './error-lines.ts'
import { importKey } from './use-import.ts'

type Props = { readonly job: ProductImport }

/** The file of errors: it grows while the import runs. */
function useErrors({ importId, status, progress }: ProductImport) {
  const { open } = useApi()
  return useQuery({
    queryKey: [...importKey(importId), 'errors', status, progress?.refused],
    queryFn: async ({ signal }) => {
      const path = `/api/product-imports/${encodeURIComponent(importId)}/errors`
      // it is handed on as it is: a text would have lost the byte order mark
      const file = await (await open(path, { signal })).blob()
      return { file, lines: readErrorLines(await file.text()) }
    },
  })
}

/** What was refused or remarked on, line by line, and the file of it. */
export function ErrorTable({ job }: Props) {
  const asked = useErrors(job)
  return <Asked asked={asked}>{(errors) => <Errors {...errors} name={job.importId} />}</Asked>
}

type ErrorsProps = {
  readonly file: Blob
  readonly lines: readonly ErrorLine[]
  readonly name: string
}

const mostShown = 200

function Errors({ file, lines: all, name }: ErrorsProps) {
  const { errors: texts } = useWords({ fr: importsFr, en: importsEn })
  const [isOnlyRefused, setOnlyRefused] = useState(false)
  const lines = isOnlyRefused ? all.filter(({ kind }) => kind === 'refused') : all
  if (all.length === 0) return <p>{texts.none}</p>
  return (
    <>
      <h3>{texts.title}</h3>
      <div className={classes['actions']}>
        <Checkbox
          label={texts.onlyRefused}
          checked={isOnlyRefused}
          onChange={({ currentTarget }) => setOnlyRefused(currentTarget.checked)}
        />
        <Button
          variant="default"
          leftSection={<Download size={16} aria-hidden />}
          onClick={() => saveFile(`${name}.csv`, file)}
        >
          {texts.download}
        </Button>
      </div>
      <ErrorLines lines={lines.slice(0, mostShown)} />
      {lines.length > mostShown ? <p>{texts.more(lines.length - mostShown)}</p> : null}
    </>
  )
}

function ErrorLines({ lines }: { readonly lines: readonly ErrorLine[] }) {
  const { errors: texts } = useWords({ fr: importsFr, en: importsEn })
  return (
    <Wide label={texts.title}>
      <table className={detail['table']}>
        <caption className="unseen">{texts.title}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.line}</th>
            <th scope="col">{texts.kind}</th>
            <th scope="col">{texts.id}</th>
            <th scope="col">{texts.reason}</th>
            <th scope="col">{texts.text}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, kind, id, reason, text }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line may have the same remark twice
            <tr key={at}>
              <td>{line}</td>
              <td>{texts.kinds[kind]}</td>
              <td>{id}</td>
              <td lang="en">{reason}</td>
              <td className={classes['raw']} title={text}>
                {text}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
