import type { ReactNode } from 'react'
import styles from './radio-cards.module.css'

export type RadioCard = {
  readonly value: string
  readonly title: ReactNode
  readonly detail?: ReactNode
  readonly price?: ReactNode
  readonly isDisabled?: boolean
}

type RadioCardsProps = {
  readonly name: string
  readonly legend: string
  readonly cards: readonly RadioCard[]
  readonly chosen: string
  readonly error?: string | undefined
  readonly onChoose: (value: string) => void
}

/** A choice of one, large enough for a thumb. */
export function RadioCards({ name, legend, cards, chosen, error, onChoose }: RadioCardsProps) {
  return (
    <fieldset className={styles.cards} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="hidden">{legend}</legend>
      {cards.map(({ value, title, detail, price, isDisabled }) => (
        <label key={value} className={styles.card}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={chosen === value}
            disabled={isDisabled}
            onChange={() => onChoose(value)}
          />
          <span className={styles.text}>
            <span className={styles.title}>{title}</span>
            {detail && <span className={styles.detail}>{detail}</span>}
          </span>
          {price && <span className={styles.price}>{price}</span>}
        </label>
      ))}
      {error && (
        <span id={`${name}-error`} className={styles.error}>
          {error}
        </span>
      )}
    </fieldset>
  )
}
