'use client'

import type { CartLine as Line } from '@comptoir/contracts/carts/schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { cartMessages } from '../../messages/cart.ts'
import type { Locale } from '../../messages/messages.ts'
import { LinePicture } from '../../ui/line-picture.tsx'
import { removeLine, setQuantity } from '../../visitor/cart-store.ts'
import styles from './cart-line.module.css'
import { Stepper } from './stepper.client.tsx'

type CartLineProps = {
  readonly line: Line
  /** What is wished for and not confirmed yet. */
  readonly wished: number | undefined
  readonly locale: Locale
  readonly imageOrigin: string
}

const quantityAtMost = 999

/** A line of the cart. Without a script its quantity is a field with a button, and so is its removal. */
export function CartLine({ line, wished, locale, imageOrigin }: CartLineProps) {
  const m = cartMessages(locale)
  const { text: title, lang } = readText(line.title, locale)
  const quantity = wished ?? line.quantity
  const action = `/bff/cart/lines/${encodeURIComponent(line.sku)}`
  const remove = () => void removeLine({ sku: line.sku, title, quantity: line.quantity })
  return (
    <li className={styles.line}>
      <LinePicture path={line.imagePath} origin={imageOrigin} />
      <div className={styles.what}>
        <a href={`/${locale}/p/${line.productId}?sku=${encodeURIComponent(line.sku)}`} lang={lang}>
          {title}
        </a>
        <p className={styles.small}>{m.each(formatMoney(line.unitPrice, locale))}</p>
        <Remarks line={line} locale={locale} />
      </div>
      <p className={`${styles.sum} ${wished === undefined ? '' : styles.pending}`}>
        {formatMoney(line.gross, locale)}
      </p>
      <div className={styles.change}>
        <Stepper
          {...{ action, quantity, locale, title }}
          atMost={Math.max(1, line.left ?? quantityAtMost)}
          onChange={(next) => void (next === 0 ? remove() : setQuantity(line.sku, next))}
        />
        <form method="post" action={action}>
          <input type="hidden" name="quantity" value="0" />
          <input type="hidden" name="locale" value={locale} />
          <button
            type="submit"
            className={styles.remove}
            aria-label={m.removeOf(title)}
            onClick={(event) => {
              event.preventDefault()
              remove()
            }}
          >
            {m.remove}
          </button>
        </form>
      </div>
    </li>
  )
}

function priceText({ formerPrice, unitPrice }: Line, locale: Locale): string {
  const m = cartMessages(locale)
  if (!formerPrice) return m.priceChanged
  return m.priceWas(formatMoney(formerPrice, locale), formatMoney(unitPrice, locale))
}

/** What the visitor should know of a line before they order. */
function Remarks({ line, locale }: { readonly line: Line; readonly locale: Locale }) {
  const m = cartMessages(locale)
  const problem = line.problem ?? (line.flags.includes('unavailable') ? 'unavailable' : undefined)
  return (
    <>
      {problem && <p className={styles.problem}>{m.problems[problem]}</p>}
      {line.flags.includes('price_changed') && (
        <p className={styles.remark}>{priceText(line, locale)}</p>
      )}
      {line.left !== undefined && <p className={styles.remark}>{m.left(line.left)}</p>}
    </>
  )
}
