'use client'

import type { Order } from '@comptoir/contracts/orders/view'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import type { Locale } from '../../../messages/messages.ts'
import { orderPageMessages } from '../../../messages/order-page.ts'
import { LinePicture } from '../../../ui/line-picture.tsx'
import styles from '../orders.module.css'
import { usePictures } from './use-pictures.ts'

type OrderLinesProps = {
  readonly order: Order
  readonly locale: Locale
  readonly imageOrigin: string
}

/** What was bought, with its pictures: each leads to its product. */
export function OrderLines({ order, locale, imageOrigin }: OrderLinesProps) {
  const m = orderPageMessages(locale)
  const pictures = usePictures(order.lines.map(({ productId }) => productId))
  return (
    <ul className={styles.lines}>
      {order.lines.map(({ sku, productId, title, quantity, unitPrice, gross }) => {
        const { text, lang } = readText(title, locale)
        return (
          <li key={sku}>
            <LinePicture path={pictures.get(productId)} origin={imageOrigin} />
            <div>
              <a href={`/${locale}/p/${productId}?sku=${encodeURIComponent(sku)}`} lang={lang}>
                {text}
              </a>
              <p className={styles.hint}>{m.each(quantity, formatMoney(unitPrice, locale))}</p>
            </div>
            <b>{formatMoney(gross, locale)}</b>
          </li>
        )
      })}
    </ul>
  )
}
