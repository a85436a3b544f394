import styles from '../field.module.css'

type SelectProps = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly value: string
  readonly onChoose: (value: string) => void
}

/** A choice of one of several, with its label and a hint. */
export function Select({ name, label, hint, options, value, onChoose }: SelectProps) {
  return (
    <p className={styles.field}>
      <label htmlFor={name}>{label}</label>
      <select
        id={name}
        name={name}
        value={value}
        aria-describedby={hint ? `${name}-hint` : undefined}
        onChange={({ target }) => onChoose(target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {hint && (
        <span id={`${name}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
    </p>
  )
}
