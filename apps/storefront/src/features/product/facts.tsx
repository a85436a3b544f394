import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { attributeLabel } from '../catalogue/attribute-label.ts'
import styles from './facts.module.css'

type FactsProps = {
  readonly product: ProductView
  readonly sku: string
  readonly locale: Locale
}

/** The attributes of a product as a table. */
export function Facts({ product, sku, locale }: FactsProps) {
  const { product: m } = messagesOf(locale)
  const attributes = Object.entries(product.attributes).map(
    ([name, value]) => [attributeLabel(name, locale), said(value, m)] as const,
  )
  const rows = [
    ...(product.brand === undefined ? [] : [[m.brand, product.brand] as const]),
    ...attributes,
    [m.reference, sku] as const,
  ]
  return (
    <section>
      <h2>{m.facts}</h2>
      <table className={styles.facts}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function said(value: string | number | boolean, { yes, no }: { yes: string; no: string }): string {
  if (typeof value === 'boolean') return value ? yes : no
  return String(value)
}
