import type {
  createOrderDraft,
  deleteOrderDraft,
  placeOrderDraft,
} from '@comptoir/contracts/orders/by-staff/draft-routes'
import type { OrderDraft } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import { formatMoney } from '@comptoir/site/money'
import { Group, Radio, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { ActionButton } from '../../../ui/actions/action-button.tsx'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { useNote } from '../order/use-noted.ts'
import { useDraftTexts } from './draft-texts.ts'
import { draftBody, draftValuesOf } from './draft-values.ts'

type Props = { readonly draft: OrderDraft; readonly isDirty: boolean }

/** The end of a draft: it becomes an order, or it goes. */
export function PlaceDraft({ draft, isDirty }: Props) {
  const texts = useDraftTexts()
  if (isDirty) return <p>{texts.saveFirst}</p>
  return (
    <Group gap="sm" mt="md">
      {draft.quote && draft.problems.length === 0 ? (
        <Place draft={draft} total={draft.quote.totals.grandTotal} />
      ) : null}
      <Remove draft={draft} />
    </Group>
  )
}

type Payment = 'link' | 'transfer'
type PlaceProps = {
  readonly draft: OrderDraft
  readonly total: NonNullable<OrderDraft['quote']>['totals']['grandTotal']
}

function Place({ draft, total }: PlaceProps) {
  const { call } = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const texts = useDraftTexts()
  const locale = useLocale()
  const note = useNote()
  const [payment, setPayment] = useState<Payment>('link')
  const { draftId, version } = draft
  async function place(reason: string, key: string): Promise<void> {
    const { order } = await call<typeof placeOrderDraft>('POST /api/order-drafts/{draftId}/place', {
      params: { draftId },
      headers: { ...ifMatch(version), prefer: 'wait=10' },
      body: { payment, expectedTotal: total },
    })
    const { orderId } = order
    await note({ orderId, text: `${texts.place} · ${reason}`, key: `${key}-note` })
    await navigate({ to: '/orders/$orderId/$tab', params: { orderId, tab: 'payments' } })
    // the draft is gone: lists are read again, and nobody asks for it
    for (const list of ['ListOrders', 'ListOrderDrafts']) {
      void queries.invalidateQueries({ queryKey: ['orders', list] })
    }
  }
  return (
    <DangerAction
      isPrimary
      action={texts.place}
      effect={texts.placeEffect(formatMoney(total, locale))}
      request={`place/${draftId}`}
      run={place}
    >
      <Radio.Group
        label={texts.payment}
        value={payment}
        onChange={(value) => setPayment(value === 'transfer' ? 'transfer' : 'link')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="link" label={texts.payments.link} />
          <Radio value="transfer" label={texts.payments.transfer} />
        </Stack>
      </Radio.Group>
    </DangerAction>
  )
}

function Remove({ draft }: Pick<Props, 'draft'>) {
  const { call } = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const texts = useDraftTexts()
  const { draftId } = draft
  const refresh = () => queries.invalidateQueries({ queryKey: ['orders', 'ListOrderDrafts'] })
  async function restore(): Promise<void> {
    await call<typeof createOrderDraft>('POST /api/order-drafts', {
      headers: { 'idempotency-key': `restore-${draftId}` },
      body: draftBody(draftValuesOf(draft), draft),
    })
    await refresh()
  }
  async function remove(): Promise<void> {
    await call<typeof deleteOrderDraft>('DELETE /api/order-drafts/{draftId}', {
      params: { draftId },
    })
    toast(texts.removed, restore)
    await navigate({ to: '/orders/drafts', search: true })
    await refresh()
  }
  return <ActionButton action={texts.remove} run={remove} />
}
