import { type Localized, readText } from '@comptoir/site/localized'
import { formatMoney, type MoneyAmount } from '@comptoir/site/money'
import styles from './goods-list.module.css'

type GoodsListProps = {
  readonly lines: readonly {
    readonly sku: string
    readonly title: Localized
    readonly quantity: number
    readonly gross: MoneyAmount
  }[]
  readonly locale: 'fr' | 'en'
}

/** What is bought, and what each line costs. */
export function GoodsList({ lines, locale }: GoodsListProps) {
  return (
    <ul className={styles.goods}>
      {lines.map(({ sku, title, quantity, gross }) => (
        <li key={sku}>
          <span>
            {quantity} × {readText(title, locale).text}
          </span>
          <span>{formatMoney(gross, locale)}</span>
        </li>
      ))}
    </ul>
  )
}
