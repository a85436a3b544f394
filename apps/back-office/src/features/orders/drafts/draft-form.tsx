import type {
  createOrderDraft,
  putOrderDraft,
  readOrderDraft,
} from '@comptoir/contracts/orders/by-staff/draft-routes'
import type { OrderDraft } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import { useNavigate } from '@tanstack/react-router'
import { useApi, useOffice } from '../../../office.tsx'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import classes from '../order/order.module.css'
import { DraftFields } from './draft-fields.tsx'
import { DraftQuote } from './draft-quote.tsx'
import { useDraftTexts } from './draft-texts.ts'
import { draftBody, draftFieldOf, draftValuesOf, newDraft } from './draft-values.ts'
import { PlaceDraft } from './place-draft.tsx'
import { useDraftSaved } from './use-draft-order.ts'

type Props = { readonly draft: OrderDraft | undefined }

/** All that a draft is made of, beside what it comes to. */
export function DraftForm({ draft }: Props) {
  const texts = useDraftTexts()
  const form = useForm({
    name: `order draft ${draft?.draftId ?? 'new'}`,
    saved: draft ? draftValuesOf(draft) : newDraft,
    version: draft?.version,
    fieldOf: draftFieldOf,
  })
  const saving = useDraftSaving(draft, form)
  return (
    <>
      <div className={classes['columns']}>
        <form id="draft" onSubmit={saving.submit}>
          <DraftFields form={form} options={draft?.shippingOptions} />
          <SaveBar saving={saving} labels={texts.fields} within="/orders/drafts/" />
        </form>
        <div>{draft ? <DraftQuote draft={draft} /> : <p>{texts.noQuote}</p>}</div>
      </div>
      {draft ? <PlaceDraft draft={draft} isDirty={form.isDirty} /> : null}
    </>
  )
}

function useDraftSaving(
  draft: OrderDraft | undefined,
  form: ReturnType<typeof useForm<typeof newDraft>>,
) {
  const { call } = useApi()
  const { requestKeys } = useOffice()
  const navigate = useNavigate()
  const saved = useDraftSaved()
  return useSave(form, {
    isNew: draft === undefined,
    save(values, version) {
      const body = draftBody(values, draft)
      if (!draft) {
        return requestKeys.run('order-draft/new', (key) =>
          call<typeof createOrderDraft>('POST /api/order-drafts', {
            ...{ headers: { 'idempotency-key': key }, body },
          }),
        )
      }
      return call<typeof putOrderDraft>('PUT /api/order-drafts/{draftId}', {
        params: { draftId: draft.draftId },
        headers: ifMatch(version),
        body,
      })
    },
    async onSaved(answer) {
      saved(answer)
      if (draft) return
      const params = { draftId: answer.draftId }
      await navigate({ to: '/orders/drafts/$draftId', params, search: true, replace: true })
    },
    async latest() {
      const now = await call<typeof readOrderDraft>('GET /api/order-drafts/{draftId}', {
        params: { draftId: draft?.draftId ?? '' },
      })
      saved(now)
      return { values: draftValuesOf(now), version: now.version }
    },
  })
}
