import { formatMoney } from '@comptoir/site/money'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { useMoneyWords } from '../vendor-words.ts'
import { Adjustment } from './adjustment.tsx'
import { Entries } from './entries.tsx'
import { useEntries } from './use-ledger.ts'

/** What a vendor gets now, and each entry that it comes from. */
export function Ledger({ vendorId }: { readonly vendorId: string }) {
  const texts = useMoneyWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const [currency, setCurrency] = useState('EUR')
  const first = useEntries(vendorId, { currency }).data?.pages[0]
  const currencies = [...new Set(['EUR', ...(first?.currencies ?? [])])]
  return (
    <>
      <div className={classes['actions']}>
        {first ? (
          <span className={classes['sum']}>
            {texts.balance(formatMoney(first.balance, locale))}
          </span>
        ) : null}
        {currencies.length > 1 ? (
          <NativeSelect
            aria-label={texts.currency}
            value={currency}
            onChange={({ currentTarget }) => setCurrency(currentTarget.value)}
            data={currencies}
          />
        ) : null}
        {may('vendor-payouts.write') && first ? (
          <Adjustment key={currency} vendorId={vendorId} currency={currency} />
        ) : null}
      </div>
      <Entries vendorId={vendorId} currency={currency} />
    </>
  )
}
