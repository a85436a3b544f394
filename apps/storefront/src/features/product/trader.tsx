import type { VendorTrader } from '@comptoir/contracts/admin/vendors/schemas'
import { countryName } from '@comptoir/site/country-name'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import particulars from './particulars.module.css'
import styles from './trader.module.css'

type TraderProps = { readonly trader: VendorTrader; readonly locale: Locale }

/** Who sells the product, beside the offer itself (Regulation (EU) 2022/2065, articles 30(7) and 31). */
export function Trader({ trader, locale }: TraderProps) {
  const { product: m } = messagesOf(locale)
  const { name, legalName, phone, email, tradeRegister, siret, vatId, selfCertified } = trader
  return (
    <section className={styles.trader}>
      <h2>{m.seller(name)}</h2>
      <dl className={particulars.particulars}>
        <dt>{m.company}</dt>
        <dd>
          {legalName}, {addressOf(trader, locale)}
        </dd>
        <dt>{m.contact}</dt>
        <dd>
          <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>,{' '}
          <a href={`mailto:${email}`}>{email}</a>
        </dd>
        {tradeRegister && (
          <>
            <dt>{m.register}</dt>
            <dd>
              {tradeRegister.name}, {tradeRegister.number}
            </dd>
          </>
        )}
        {siret && (
          <>
            <dt>{m.siret}</dt>
            <dd>{siret}</dd>
          </>
        )}
        {vatId && (
          <>
            <dt>{m.vatId}</dt>
            <dd>{vatId}</dd>
          </>
        )}
      </dl>
      {selfCertified && <p>{m.selfCertified}</p>}
    </section>
  )
}

function addressOf({ address }: VendorTrader, locale: Locale): string {
  const { line1, line2, postalCode, city, countryCode } = address
  const country = countryName(countryCode, locale)
  return [line1, line2, `${postalCode} ${city}`, country].filter(Boolean).join(', ')
}
