import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useApi } from '../../../office.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useNote } from '../order/use-noted.ts'
import { useBulkTexts } from './bulk-texts.ts'
import { type HandedOver, handOver } from './hand-over.ts'

type Props = { readonly rows: readonly OrderOverview[] }

/** Says of all orders that are chosen that their parcels have left. */
export function BulkHandOver({ rows }: Props) {
  const { call } = useApi()
  const queries = useQueryClient()
  const texts = useBulkTexts()
  const note = useNote()
  const [outcome, setOutcome] = useState<HandedOver>()
  const orderIds = rows.map(({ orderId }) => orderId)
  const request = `hand-over/${orderIds.join(',')}`
  // of one request: asked again after a lost answer, the carrier took them then
  const moment = useRef({ request: '', at: '' })
  async function run(reason: string, key: string): Promise<void> {
    if (moment.current.request !== request) {
      moment.current = { request, at: new Date().toISOString() }
    }
    const { at } = moment.current
    const text = `${texts.handOver} · ${reason}`
    const noteOn = (orderId: string) => note({ orderId, text, key: `${key}-${orderId}` })
    setOutcome(await handOver(call, { orderIds, at, note: noteOn }))
    moment.current = { request: '', at: '' }
    void queries.invalidateQueries({ queryKey: ['orders'] })
  }
  return (
    <>
      <DangerAction
        action={texts.handOver}
        effect={texts.handOverEffect(rows.length)}
        request={request}
        run={run}
      />
      {outcome ? (
        <span role="status">
          {texts.handedOver(outcome.shipments)}{' '}
          {outcome.failed > 0 ? `${texts.notHandedOver(outcome.failed)} ` : ''}
          {outcome.without > 0 ? texts.nothingReady(outcome.without) : ''}
        </span>
      ) : null}
    </>
  )
}
