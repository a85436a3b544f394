import type { InputHTMLAttributes, ReactNode } from 'react'
import styles from './checkbox.module.css'

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type'> & {
  readonly label: ReactNode
  readonly detail?: ReactNode
}

/** A choice of yes or no, large enough for a thumb. */
export function Checkbox({ label, detail, ...input }: CheckboxProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" {...input} />
      <span>
        {label}
        {detail && <span className={styles.detail}>{detail}</span>}
      </span>
    </label>
  )
}
