'use client'

import type { ReturnPolicy } from '@comptoir/contracts/orders/return-schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import type { Locale } from '../../messages/messages.ts'
import { returnMessages } from '../../messages/returns.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/form/select.tsx'
import { isFaultOfShop, type LineWish, wishFor } from './return-wish.ts'
import type { Returnable } from './returnable.ts'
import styles from './returns.module.css'
import { useVariants, type Variant } from './use-variants.ts'

type LineChoiceProps = {
  readonly goods: Returnable
  readonly wish: LineWish
  readonly policy: ReturnPolicy
  readonly locale: Locale
  readonly onChange: (wish: LineWish) => void
}

/** How many of some goods come back; once there are any, why, and what for. */
export function LineChoice({ goods, wish, policy, locale, onChange }: LineChoiceProps) {
  const m = returnMessages(locale)
  const { sku, title, left } = goods
  const { text, lang } = readText(title, locale)
  const counts = Array.from({ length: left + 1 }, (_, count) => ({
    ...{ value: String(count), text: count === 0 ? m.keep : String(count) },
  }))
  return (
    <fieldset className={styles.line}>
      <legend lang={lang}>{text}</legend>
      <Select
        name={`${sku}-quantity`}
        label={m.quantity(text)}
        hint={m.left(left)}
        options={counts}
        value={String(wish.quantity)}
        onChoose={(value) => onChange({ ...wish, quantity: Number(value) })}
      />
      <Exclusion {...{ goods, policy, locale }} />
      {wish.quantity > 0 && <Details {...{ goods, wish, policy, locale, onChange }} />}
    </fieldset>
  )
}

/** Goods that the law excludes, in its words, before anything is asked for. */
function Exclusion({ goods, policy, locale }: Omit<LineChoiceProps, 'wish' | 'onChange'>) {
  const excluded = policy.exclusions.find(({ code }) => code === goods.withdrawalExclusion)
  if (!excluded) return null
  const { text, lang } = readText(excluded.label, locale)
  return (
    <p className={styles.hint} lang={lang}>
      {text}
    </p>
  )
}

function Details({ goods, wish, policy, locale, onChange }: LineChoiceProps) {
  const m = returnMessages(locale)
  const { sku } = goods
  const reasons = policy.reasons
    .filter(({ code }) => code !== 'withdrawal')
    .map(({ code, label }) => ({ value: code, text: readText(label, locale).text }))
  return (
    <>
      <Select
        name={`${sku}-reason`}
        label={m.reason}
        options={[{ value: '', text: m.noReason }, ...reasons]}
        value={wish.reason}
        onChoose={(value) => {
          const reason = value as LineWish['reason']
          onChange(wishFor(wish, { reason, sku, reasons: policy.reasons }))
        }}
      />
      <Exchange {...{ goods, wish, policy, locale, onChange }} />
      <Field
        name={`${sku}-note`}
        label={m.note}
        value={wish.note}
        maxLength={500}
        onChange={({ target }) => onChange({ ...wish, note: target.value })}
      />
    </>
  )
}

/** The money, or another variant of the same product; the same once more where the shop is at fault. */
function Exchange({ goods, wish, policy, locale, onChange }: LineChoiceProps) {
  const m = returnMessages(locale)
  const isFault = isFaultOfShop(policy.reasons, wish.reason)
  const variants = useVariants(goods.productId).filter((one) => isFault || one.sku !== goods.sku)
  if (variants.length === 0) return null
  const nameOf = ({ sku, options }: Variant) =>
    sku === goods.sku ? m.same : Object.values(options).join(', ') || sku
  return (
    <Select
      name={`${goods.sku}-exchange`}
      label={m.instead}
      hint={wish.exchangeFor === '' ? undefined : m.exchangeHint}
      options={[
        { value: '', text: m.money },
        ...variants.map((one) => ({
          value: one.sku,
          text: m.exchangeFor(nameOf(one), formatMoney(one.price, locale)),
        })),
      ]}
      value={variants.some(({ sku }) => sku === wish.exchangeFor) ? wish.exchangeFor : ''}
      onChoose={(value) => onChange({ ...wish, exchangeFor: value })}
    />
  )
}
