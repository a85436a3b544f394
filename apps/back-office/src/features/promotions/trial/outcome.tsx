import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Facts } from '../../../ui/detail/facts.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import type { TrialOutcome } from './try-cart.ts'

type Props = { readonly promotionId: string; readonly outcome: TrialOutcome }

/** Whether a promotion applies to a cart, why a code of it does not, and what the cart costs. */
export function Outcome({ promotionId, outcome: { isUnknown, quote } }: Props) {
  const { trial: words } = usePromotionWords()
  const locale = useLocale()
  const { promotions = [], rejectedCodes = [], degraded = [] } = quote
  const applied = promotions.find((one) => one.promotionId === promotionId)
  return (
    <section className={classes['block']}>
      {degraded.includes('promotions') ? <Notice tone="bad">{words.degraded}</Notice> : null}
      <Notice tone={applied ? 'calm' : 'attention'}>
        {applied ? words.applies(formatMoney(applied.amount, locale)) : words.appliesNot}
      </Notice>
      {isUnknown ? <Notice tone="attention">{words.unknownCode}</Notice> : null}
      {rejectedCodes.map(({ code, message }) => {
        const { text, lang } = readText(message, locale)
        return (
          <Notice key={code} tone="attention">
            <span lang={lang}>{words.why(code, text)}</span>
          </Notice>
        )
      })}
      <Costs quote={quote} />
    </section>
  )
}

function Costs({ quote: { promotions = [], totals } }: Pick<TrialOutcome, 'quote'>) {
  const { trial: words } = usePromotionWords()
  const locale = useLocale()
  const { itemsSubtotal, itemsDiscount, shipping, grandTotal } = totals
  return (
    <>
      <Facts
        rows={[
          [words.lines, formatMoney(itemsSubtotal, locale)],
          [words.discount, itemsDiscount && `− ${formatMoney(itemsDiscount, locale)}`],
          [words.shipping, formatMoney(shipping, locale)],
          [words.total, formatMoney(grandTotal, locale)],
        ]}
      />
      <h3>{words.applied}</h3>
      {promotions.length === 0 ? <p>{words.others}</p> : null}
      <ul>
        {promotions.map(({ promotionId, name, code, amount }) => (
          <li key={`${promotionId} ${code}`}>
            {readText(name, locale).text} {code ? `(${code})` : ''} −{' '}
            <span className="figures">{formatMoney(amount, locale)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
