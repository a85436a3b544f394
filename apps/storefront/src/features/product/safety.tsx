import type { EconomicOperator, ProductSafety } from '@comptoir/contracts/catalog/presentation'
import { readText } from '@comptoir/site/localized'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import particulars from './particulars.module.css'
import styles from './safety.module.css'

type SafetyProps = { readonly safety: ProductSafety; readonly locale: Locale }

/** Who answers for the product, and what to beware of (Regulation (EU) 2023/988, article 19). */
export function Safety({ safety, locale }: SafetyProps) {
  const { product: m } = messagesOf(locale)
  const { manufacturer, responsiblePerson, warnings } = safety
  const said = warnings && readText(warnings, locale)
  return (
    <section>
      <h2>{m.safety}</h2>
      {said && (
        <p className={styles.warnings} lang={said.lang}>
          {said.text}
        </p>
      )}
      <dl className={particulars.particulars}>
        <Operator name={m.manufacturer} operator={manufacturer} />
        {responsiblePerson && <Operator name={m.responsiblePerson} operator={responsiblePerson} />}
      </dl>
    </section>
  )
}

type OperatorProps = { readonly name: string; readonly operator: EconomicOperator }

function Operator({ name, operator }: OperatorProps) {
  const { electronicAddress: address } = operator
  const isPage = /^https?:/.test(address)
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {operator.name}, {operator.postalAddress},{' '}
        <a href={isPage ? address : `mailto:${address}`} rel="nofollow noopener">
          {address}
        </a>
      </dd>
    </>
  )
}
