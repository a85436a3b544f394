import type { createOrderDraft } from '@comptoir/contracts/orders/by-staff/draft-routes'
import type { OrderDraft } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import type { RequestOf } from '@comptoir/contracts/platform/operation-types'
import {
  type AddressValues,
  addressOf,
  isFilled,
  noAddress,
  valuesOf,
} from '../address/address-values.ts'

export type LineValues = {
  readonly sku: string
  readonly quantity: number
  /** Of one, in minor units; null is the price of the catalogue. */
  readonly price: number | null
}

/** A draft as a form has it: every field is there. */
export type DraftValues = {
  readonly email: string
  readonly userId: string
  readonly locale: string
  readonly lines: readonly LineValues[]
  readonly codes: string
  readonly address: AddressValues
  readonly shippingOptionId: string
  /** In per cent. */
  readonly discount: string
  readonly reason: string
}

export const newLine: LineValues = { sku: '', quantity: 1, price: null }

export const newDraft: DraftValues = {
  ...{ email: '', userId: '', locale: 'fr', lines: [newLine], codes: '', address: noAddress },
  ...{ shippingOptionId: '', discount: '', reason: '' },
}

export function draftValuesOf(draft: OrderDraft): DraftValues {
  const { customer, locale, lines, codes, shippingAddress, shippingOptionId, agreement } = draft
  const bps = agreement?.discountBps
  return {
    ...{ email: customer.email ?? '', userId: customer.userId ?? '', locale },
    lines: lines.map(({ sku, quantity, agreedPrice }) => ({
      ...{ sku, quantity, price: agreedPrice?.amount ?? null },
    })),
    codes: codes.join(', '),
    address: valuesOf(shippingAddress),
    shippingOptionId: shippingOptionId ?? '',
    discount: bps === undefined ? '' : String(bps / 100),
    reason: agreement?.reason ?? '',
  }
}

export type DraftBody = RequestOf<typeof createOrderDraft>['body']

/** The body of the operations; what a draft has beside the form stays as it was. */
export function draftBody(values: DraftValues, before?: OrderDraft): DraftBody {
  const [userId, email] = [values.userId.trim(), values.email.trim()]
  const { billingAddress, pickupPointId, vatId } = before ?? {}
  const codes = values.codes.split(',').map((code) => code.trim())
  return {
    customer: userId === '' ? { email } : { userId },
    locale: values.locale === 'en' ? 'en' : 'fr',
    lines: values.lines.filter(({ sku }) => sku.trim() !== '').map(lineBody),
    codes: codes.filter(Boolean),
    ...(isFilled(values.address) && {
      shippingAddress: addressOf(values.address, before?.shippingAddress),
    }),
    ...(values.shippingOptionId !== '' && { shippingOptionId: values.shippingOptionId }),
    ...(billingAddress && { billingAddress }),
    ...(pickupPointId !== undefined && { pickupPointId }),
    ...(vatId !== undefined && { vatId }),
    ...agreementBody(values),
  }
}

const lineBody = ({ sku, quantity, price }: LineValues) => ({
  ...{ sku: sku.trim(), quantity },
  ...(price !== null && { agreedPrice: { amount: price, currency: 'EUR' as const } }),
})

function agreementBody({ reason, discount }: DraftValues): Pick<DraftBody, 'agreement'> {
  const percent = Number(discount.trim().replace(',', '.'))
  const discountBps = Math.round(percent * 100)
  if (reason.trim() === '' && discount.trim() === '') return {}
  return {
    agreement: {
      reason: reason.trim(),
      ...(Number.isInteger(discountBps) && discountBps > 0 && { discountBps }),
    },
  }
}

/** The field of the form for a path of a refusal. */
export function draftFieldOf(path: string): string {
  const [first = '', second] = path.split('.')
  if (first === 'customer') return second ?? 'email'
  if (first === 'shippingAddress') return path.replace('shippingAddress', 'address')
  if (first === 'agreement') return second === 'discountBps' ? 'discount' : 'reason'
  return path
}
