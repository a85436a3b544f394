import type { addVendorAdjustment } from '@comptoir/contracts/admin/vendors/ledger-routes'
import { formatMoney } from '@comptoir/site/money'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { VendorMoneyMessages } from '../../../messages/vendors/vendor-money.ts'
import { useApi, useLocale } from '../../../office.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { MoneyField } from '../../../ui/fields/money-field.tsx'
import { useMoneyWords } from '../vendor-words.ts'
import { useLedgerChanged } from './use-ledger.ts'

type Props = { readonly vendorId: string; readonly currency: string }

/** An entry by hand, above zero for the vendor and below zero for the shop. */
export function Adjustment({ vendorId, currency }: Props) {
  const { call } = useApi()
  const texts = useMoneyWords()
  const locale = useLocale()
  const changed = useLedgerChanged(vendorId)
  const [amount, setAmount] = useState<number | null>(null)
  const [orderId, setOrderId] = useState('')
  const shown = formatMoney({ amount: Math.abs(amount ?? 0), currency }, locale)
  async function adjust(reason: string, key: string): Promise<void> {
    if (amount === null) throw new Error('the amount is none')
    const ofOrder = orderId.trim()
    await call<typeof addVendorAdjustment>('POST /api/vendors/{vendorId}/ledger', {
      params: { vendorId },
      headers: { 'idempotency-key': key },
      body: { amount, currency, reason, ...(ofOrder !== '' && { orderId: ofOrder }) },
    })
    setAmount(null)
    setOrderId('')
    await changed()
  }
  return (
    <DangerAction
      action={texts.adjust}
      request={`adjust/${vendorId}/${currency}/${amount}/${orderId.trim()}`}
      effect={effectOf({ texts, shown, amount })}
      run={adjust}
    >
      <MoneyField
        label={texts.adjustAmount}
        description={texts.adjustHint}
        value={amount}
        onChange={setAmount}
        currency={currency}
        mayBeNegative
        required
      />
      <TextInput
        label={texts.adjustOrder}
        value={orderId}
        onChange={({ currentTarget }) => setOrderId(currentTarget.value)}
        maxLength={80}
      />
    </DangerAction>
  )
}

type Adjusted = {
  readonly texts: VendorMoneyMessages
  /** The amount without a sign, as people read it. */
  readonly shown: string
  readonly amount: number | null
}

/** What comes of an adjustment. */
function effectOf({ texts, shown, amount }: Adjusted): string {
  if (amount === null || amount === 0) return texts.adjustNothing
  return amount > 0 ? texts.adjustUp(shown) : texts.adjustDown(shown)
}
