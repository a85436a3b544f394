import type {
  createProductChange,
  NewProductChange,
  previewProductChange,
} from '@comptoir/contracts/catalog/product-change-routes'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useApi, useLocale, useOffice, usePersonId, useWords } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../products.module.css'
import { ChangeFields } from './change-fields.tsx'
import { noWish, readWish } from './change-wish.ts'
import { PreviewTable } from './preview-table.tsx'
import { type KeptSelection, readSelection } from './selection.ts'

/** A change of many products: what, then what would come of it, then it is done. */
export function NewChangePage() {
  const { bulk: texts } = useWords({ fr: productsFr, en: productsEn })
  const personId = usePersonId()
  const [kept] = useState(() => readSelection(personId))
  return (
    <PlainPage
      back={<BackLink to="/products" text={texts.back} />}
      title={texts.title(kept?.count ?? 0)}
    >
      {kept ? <NewChange kept={kept} /> : <p>{texts.noSelection}</p>}
    </PlainPage>
  )
}

function usePreview() {
  const { call } = useApi()
  return useMutation({
    mutationFn: async (request: NewProductChange) => ({
      request,
      found: await call<typeof previewProductChange>('POST /api/product-changes/preview', {
        body: request,
        timeoutMs: 60_000,
      }),
    }),
  })
}

/** Begins a change and goes to it; `onBegun` comes first: whoever leaves leaves nothing typed. */
function useBegin(onBegun: () => void) {
  const { call } = useApi()
  const { requestKeys } = useOffice()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (request: NewProductChange) =>
      requestKeys.run(`change ${JSON.stringify(request)}`, (key) =>
        call<typeof createProductChange>('POST /api/product-changes', {
          headers: { 'idempotency-key': key },
          body: request,
        }),
      ),
    async onSuccess({ changeId }) {
      onBegun()
      void queries.invalidateQueries({ queryKey: ['catalog', 'ListProductChanges'] })
      const params = { changeId }
      await navigate({ to: '/products/changes/$changeId', params, search: true, replace: true })
    },
  })
}

function NewChange({ kept }: { readonly kept: KeptSelection }): ReactNode {
  const { bulk: texts } = useWords({ fr: productsFr, en: productsEn })
  const locale = useLocale()
  const form = useForm({ name: 'change of products', saved: noWish })
  const preview = usePreview()
  const begin = useBegin(() => void form.discard())
  const [wrong, setWrong] = useState<string>()
  const read = readWish(form.values, locale)
  const request = read.change && { selection: kept.selection, changes: [read.change] }
  // what was seen is of another change as soon as a field says something else
  const isOfThis = JSON.stringify(preview.data?.request) === JSON.stringify(request)
  const found = isOfThis ? preview.data?.found : undefined
  function look(event: FormEvent): void {
    event.preventDefault()
    setWrong(request ? undefined : texts.wrong)
    if (request) preview.mutate(request)
  }
  return (
    <>
      <form className={classes['block']} onSubmit={look}>
        <ChangeFields form={form} />
        {wrong && !request ? <p role="alert">{wrong}</p> : null}
        {preview.isError ? <ProblemNote problem={problemIn(preview.error)} /> : null}
        <Button mt="md" type="submit" variant="default" loading={preview.isPending}>
          {texts.preview}
        </Button>
      </form>
      {found ? (
        <section className={classes['block']} aria-label={texts.previewTitle}>
          <h2>{texts.previewTitle}</h2>
          <PreviewTable found={found} listed={kept.count} />
          {begin.isError ? <ProblemNote problem={problemIn(begin.error)} /> : null}
          <Button
            mt="md"
            disabled={found.changed === 0}
            loading={begin.isPending}
            onClick={() => request && begin.mutate(request)}
          >
            {texts.begin(found.changed)}
          </Button>
        </section>
      ) : null}
    </>
  )
}
