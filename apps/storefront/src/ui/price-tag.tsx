import { formatMoney, type MoneyAmount } from '@comptoir/site/money'
import styles from './price-tag.module.css'

type PriceTagProps = {
  readonly price: MoneyAmount
  readonly locale: 'fr' | 'en'
  /** Before it, when there are several. */
  readonly from?: string | undefined
  /** The price before a reduction. */
  readonly before?: MoneyAmount | undefined
  readonly size?: 'small' | 'large'
}

/** The shelf tag: the only yellow on a page. */
export function PriceTag({ price, locale, from, before, size = 'small' }: PriceTagProps) {
  return (
    <p className={size === 'large' ? styles.large : styles.tag}>
      {from && <span className={styles.from}>{from} </span>}
      {before && <s className={styles.before}>{formatMoney(before, locale)}</s>}
      {formatMoney(price, locale)}
    </p>
  )
}
