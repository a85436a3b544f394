import type { Facets } from '@comptoir/contracts/catalog/schemas'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import type { Choice } from './facet-url.ts'
import styles from './facets.module.css'

type PriceFieldsProps = {
  readonly facets: Facets
  readonly choice: Choice
  readonly locale: Locale
  readonly path: string
}

/** In cents in the address, in euros for people: two lists of steps, so that no script has to convert. */
export function PriceFields({ facets, choice, locale, path }: PriceFieldsProps) {
  const { listing: m } = messagesOf(locale)
  if (!facets.price) return null
  const steps = stepsOf(facets.price.min, facets.price.max)
  if (steps.length < 2) return null
  return (
    <form action={path} className={styles.price}>
      <fieldset>
        <legend>{m.price}</legend>
        <Hidden choice={choice} />
        <PriceBars {...{ price: facets.price, choice }} />
        <div className={styles.range}>
          <StepMenu name="min" label={m.priceFrom} chosen={choice.min} steps={steps} />
          <StepMenu name="max" label={m.priceTo} chosen={choice.max} steps={steps} />
          <button type="submit">{m.apply}</button>
        </div>
      </fieldset>
    </form>
  )
}

type Price = NonNullable<Facets['price']>

/** How prices are spread, for the eye: the counts of the list say the same in words. */
function PriceBars({ price, choice }: { readonly price: Price; readonly choice: Choice }) {
  const { min: least, max: dearest, bars = [] } = price
  const { min = 0, max = Number.POSITIVE_INFINITY } = choice
  const most = Math.max(...bars)
  if (most <= 0) return null
  const width = (dearest - least) / bars.length
  const ranges = bars.map((count, at) => ({ count, from: least + at * width }))
  return (
    <div className={styles.bars} aria-hidden="true">
      {ranges.map(({ count, from }) => (
        <span
          key={from}
          className={`${styles.bar} ${from + width >= min && from <= max ? '' : styles.out}`}
          style={{ height: `${Math.round((count / most) * 100)}%` }}
        />
      ))}
    </div>
  )
}

type StepMenuProps = {
  readonly name: string
  readonly label: string
  readonly chosen: number | undefined
  readonly steps: readonly number[]
}

function StepMenu({ name, label, chosen, steps }: StepMenuProps) {
  return (
    <select name={name} defaultValue={chosen ?? ''} aria-label={label}>
      <option value="">{label}</option>
      {steps.map((step) => (
        <option key={step} value={step}>
          {step / 100} €
        </option>
      ))}
    </select>
  )
}

/** The rest of the choice, which the form keeps. */
function Hidden({ choice }: { readonly choice: Choice }) {
  const { brands, attributes, q, sort, inStock } = choice
  return (
    <>
      {q !== undefined && <input type="hidden" name="q" value={q} />}
      {sort !== undefined && <input type="hidden" name="sort" value={sort} />}
      {inStock && <input type="hidden" name="stock" value="1" />}
      {brands.map((brand) => (
        <input key={brand} type="hidden" name="brand" value={brand} />
      ))}
      {Object.entries(attributes).flatMap(([name, values]) =>
        values.map((value) => (
          <input key={`${name} ${value}`} type="hidden" name={`attr.${name}`} value={value} />
        )),
      )}
    </>
  )
}

const niceSteps = [500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000]

/** Round amounts that part the prices of the list, in cents. */
export function stepsOf(min: number, max: number): readonly number[] {
  return niceSteps.filter((step) => step > min && step < max)
}
