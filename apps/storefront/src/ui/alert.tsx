import { type ReactNode, useEffect, useRef } from 'react'
import styles from './alert.module.css'

type AlertProps = {
  readonly children: ReactNode
  readonly tone?: 'danger' | 'info'
  /** It takes the focus, so that nobody misses why nothing went on. */
  readonly takesFocus?: boolean
}

/** What went wrong and what to do, where it matters. */
export function Alert({ children, tone = 'danger', takesFocus = false }: AlertProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (takesFocus) box.current?.focus()
  }, [takesFocus])
  return (
    <div ref={box} role="alert" tabIndex={-1} className={`${styles.alert} ${styles[tone]}`}>
      {children}
    </div>
  )
}
