import type { Order } from '@comptoir/contracts/orders/view'
import { countryName } from '@comptoir/site/country-name'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { addressLines } from '../../../ui/detail/address-lines.ts'
import { Wide } from '../../../ui/wide.tsx'
import { useOrderTexts } from '../order-texts.ts'
import { Notes } from './notes.tsx'
import classes from './order.module.css'

type Props = { readonly order: Order }

/** What was bought, what it costs, where it goes, and what the staff wrote. */
export function Summary({ order }: Props) {
  const texts = useOrderTexts()
  const { may } = usePermissions()
  return (
    <div className={classes['columns']}>
      <div>
        <section className={classes['block']}>
          <h2>{texts.lines}</h2>
          <Lines order={order} />
        </section>
        {may('orders.read') ? <Notes orderId={order.orderId} /> : null}
      </div>
      <div>
        <Place title={texts.shipTo} address={order.shippingAddress} />
        <Place title={texts.billTo} address={order.billingAddress} />
        <section className={classes['block']}>
          <h2>{texts.customer}</h2>
          <p>
            {order.email}
            <br />
            <span className={classes['hint']}>{order.userId}</span>
          </p>
        </section>
      </div>
    </div>
  )
}

function Lines({ order }: Props) {
  const texts = useOrderTexts()
  const locale = useLocale()
  return (
    <Wide label={texts.lines}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{texts.sku}</th>
            <th scope="col">{texts.product}</th>
            <th scope="col" className={classes['amount']}>
              {texts.quantity}
            </th>
            <th scope="col" className={classes['amount']}>
              {texts.unitPrice}
            </th>
            <th scope="col" className={classes['amount']}>
              {texts.lineTotal}
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map(({ sku, title, quantity, unitPrice, gross }) => {
            const { text, lang } = readText(title, locale)
            return (
              <tr key={sku}>
                <td>{sku}</td>
                <td lang={lang}>{text}</td>
                <td className={classes['amount']}>{quantity}</td>
                <td className={classes['amount']}>{formatMoney(unitPrice, locale)}</td>
                <td className={classes['amount']}>{formatMoney(gross, locale)}</td>
              </tr>
            )
          })}
        </tbody>
        <Sums order={order} />
      </table>
    </Wide>
  )
}

function Sums({ order: { totals, shippingLine } }: Props) {
  const texts = useOrderTexts()
  const locale = useLocale()
  const { itemsDiscount, shipping, vatTotal, grandTotal } = totals
  const rows = [
    ...(itemsDiscount ? [{ name: texts.discount, amount: itemsDiscount, sign: '− ' }] : []),
    { name: `${texts.shipping} (${readText(shippingLine.name, locale).text})`, amount: shipping },
    { name: texts.total, amount: grandTotal },
    { name: texts.vat, amount: vatTotal },
  ]
  return (
    <tfoot>
      {rows.map(({ name, amount, sign = '' }) => (
        <tr key={name}>
          <th scope="row" colSpan={4} className={classes['amount']}>
            {name}
          </th>
          <td className={classes['amount']}>
            {sign}
            {formatMoney(amount, locale)}
          </td>
        </tr>
      ))}
    </tfoot>
  )
}

type PlaceProps = { readonly title: string; readonly address: Order['shippingAddress'] }

function Place({ title, address }: PlaceProps) {
  const locale = useLocale()
  const lines = [...addressLines(address), countryName(address.countryCode, locale), address.phone]
  return (
    <section className={classes['block']}>
      <h2>{title}</h2>
      <address className={classes['address']}>{lines.filter(Boolean).join('\n')}</address>
    </section>
  )
}
