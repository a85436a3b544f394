import type { Address } from '@comptoir/contracts/common'
import { countryName } from '@comptoir/site/country-name'
import styles from './address.module.css'

type AddressLinesProps = { readonly address: Address; readonly locale: 'fr' | 'en' }

/** An address as it is written on a letter. */
export function AddressLines({ address, locale }: AddressLinesProps) {
  const { recipient, company, line1, line2, line3, postalCode, city, countryCode, phone } = address
  const lines = [company, line1, line2, line3, `${postalCode} ${city}`]
  return (
    <address className={styles.lines}>
      <b>{recipient}</b>
      {lines.map((line) => line && <span key={line}>{line}</span>)}
      <span>{countryName(countryCode, locale)}</span>
      {phone && <span>{phone}</span>}
    </address>
  )
}
