import { returnShipmentIdOf } from '@comptoir/contracts/ids'
import type {
  LabelPayer,
  ReturnKind,
  ReturnReason,
} from '@comptoir/contracts/orders/return-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { entry, type How, type Return, receiveReturn, sendReturn } from './return.ts'
import { type Cause, causeOf } from './returnable.ts'

/** Who pays for the way back, and how much: `on`, the shop does, whatever the reason. */
export type LabelSettings = {
  readonly freeReturns: 'on' | 'off'
  /** In minor units. */
  readonly returnLabelPrice: number
}

/**
 * Who pays for the way back. Whoever withdraws bears it (Code de la consommation, L221-23); goods that were at fault come back at the
 * shop's cost (L217-11); beyond the law the shop's offer is the goods' price, no more.
 */
const payers: Readonly<Record<Cause, LabelPayer>> = {
  withdrawal: 'customer',
  shop_fault: 'shop',
  choice: 'customer',
}

type Returned = { readonly kind: ReturnKind; readonly lines: readonly { reason: ReturnReason }[] }

export const labelPayerOf = (
  { kind, lines }: Returned,
  { freeReturns }: LabelSettings,
): LabelPayer => (freeReturns === 'on' ? 'shop' : payers[causeOf(kind, lines)])

type Asked = How & LabelSettings & { readonly paidBy?: LabelPayer | undefined }

/** Asks for the label of a return that was approved and not sent, once. */
export function askLabel(ret: Return, asked: Asked): Return {
  if ('label' in ret && ret.label && ret.label.status !== 'refused') return ret
  if (ret.status !== 'approved')
    throw refuse('transition_refused', `a return that is ${ret.status} gets no label`)
  const { returnId, estimate } = ret
  const paidBy = asked.paidBy ?? labelPayerOf(ret, asked)
  const { currency } = estimate.total
  const amount = paidBy === 'shop' ? 0 : asked.returnLabelPrice
  const label = {
    ...{ shipmentId: returnShipmentIdOf(returnId), status: 'pending' as const, paidBy },
    ...{ price: { amount, currency }, at: asked.at },
  }
  return { ...ret, label, history: entry(ret, 'label_requested', { ...asked, detail: paidBy }) }
}

/** The shop pays, so the label is made without being asked for. */
export const owesLabel = (ret: Return, settings: LabelSettings): boolean =>
  ret.status === 'approved' && !ret.label && labelPayerOf(ret, settings) === 'shop'

const labelIn = (ret: Return) => ('label' in ret ? ret.label : undefined)

/** It was asked for, and the carrier's is not made. */
export const awaitsLabel = (ret: Return): boolean =>
  (ret.status === 'approved' || ret.status === 'in_transit') && labelIn(ret)?.status === 'pending'

/** It was made, nothing left with it, and nothing will: its number is to be void. */
export const awaitsVoid = (ret: Return): boolean => {
  const status = labelIn(ret)?.status
  const isOver = 'ending' in ret || ret.status === 'refunded' || ret.status === 'closed'
  return isOver && (status === 'ready' || status === 'pending')
}

type LabelChange = Partial<
  Pick<NonNullable<ReturnType<typeof labelIn>>, 'trackingNumbers' | 'reason'>
>
type LabelStatus = NonNullable<ReturnType<typeof labelIn>>['status']

/** Writes down what became of the label, once; what was used stays so. */
export function recordLabel(
  ret: Return,
  status: LabelStatus,
  { at, ...change }: LabelChange & { readonly at: string },
): Return {
  const label = labelIn(ret)
  if (!label || label.status === status || label.status === 'used') return ret
  const history = entry(ret, `label_${status}`, { at, by: 'system', detail: change.reason })
  return { ...ret, label: { ...label, ...change, status }, history } as Return
}

type Scan = { readonly status: 'in_transit' | 'delivered'; readonly at: string }

/** The carrier has the parcels, or delivered all of them: the return follows, and the label is used. What is over stays so. */
export function followLabel(ret: Return, { status, at }: Scan): Return {
  const how = { at, by: 'system' as const }
  const used = recordLabel(ret, 'used', { at })
  const isOpen = used.status === 'approved' || used.status === 'in_transit'
  if (status === 'delivered') return isOpen ? receiveReturn(used, how) : used
  const [trackingNumber] = labelIn(used)?.trackingNumbers ?? []
  return used.status === 'approved' ? sendReturn(used, how, { trackingNumber }) : used
}

/** What of the refund stays with the shop for the label, in minor units. */
export function withheldFor(ret: Return): number {
  const label = labelIn(ret)
  return label?.status === 'used' ? label.price.amount : 0
}
