import type { recordTransfer } from '@comptoir/contracts/payments/routes'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { NativeSelect, TextInput } from '@mantine/core'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { useNoted } from '../order/use-noted.ts'
import { useMoneyTexts } from './money-texts.ts'
import { amountIn } from './refund-wish.ts'
import { statementIn, TransferFields } from './transfer-fields.tsx'

type Props = { readonly intent: PaymentIntent }

/** The bank transfers of a payment, and the way to note one. */
export function Transfers({ intent }: Props) {
  const texts = useMoneyTexts()
  const locale = useLocale()
  const { transfer } = intent
  if (!transfer) return null
  const { reference, dueAt, received, missing, excess, transfers } = transfer
  const facts = [
    [texts.reference, reference],
    [texts.due, dueAt && formatDate(dueAt, 'date', locale)],
    [texts.received, formatMoney(received, locale)],
    [texts.missing, formatMoney(missing, locale)],
    [texts.excess, formatMoney(excess, locale)],
  ] as const
  return (
    <section aria-label={texts.transfers}>
      <h3>{texts.transfers}</h3>
      <Facts rows={facts} />
      {transfers.length === 0 ? <p>{texts.noTransfers}</p> : null}
      <ul>
        {transfers.map(({ id, kind, amount, date, reference: statement }) => (
          <li key={id}>
            <strong className="figures">{formatMoney(amount, locale)}</strong> · {texts.kinds[kind]}{' '}
            · {formatDate(date, 'date', locale)} · {statement}
          </li>
        ))}
      </ul>
      <Record intent={intent} />
    </section>
  )
}

function Record({ intent }: Props) {
  const { call } = useApi()
  const texts = useMoneyTexts()
  const { may } = usePermissions()
  const noted = useNoted(intent.orderId)
  if (!may('transfers.write')) return null
  const { id: paymentIntentId } = intent
  const kinds = Object.entries(texts.kinds).map(([value, label]) => ({ value, label }))
  const record = async (key: string, form: FormData) => {
    const amount = amountIn(String(form.get('amount')))
    // the form wants one
    if (amount === undefined) throw new Error('no amount')
    const kind = form.get('kind') === 'returned' ? 'returned' : 'received'
    await call<typeof recordTransfer>('POST /api/payment-intents/{paymentIntentId}/transfers', {
      params: { paymentIntentId },
      headers: { 'idempotency-key': key },
      body: { kind, amount, ...statementIn(form) },
    })
  }
  return (
    <DangerAction
      action={texts.record}
      effect={texts.recordEffect}
      request={`transfer/${paymentIntentId}`}
      run={noted(texts.record, record)}
    >
      <NativeSelect name="kind" label={texts.kind} data={kinds} />
      <TextInput
        name="amount"
        label={texts.amount}
        inputMode="decimal"
        pattern="\s*\d{1,9}([.,]\d{1,2})?\s*"
        required
      />
      <TransferFields />
    </DangerAction>
  )
}
