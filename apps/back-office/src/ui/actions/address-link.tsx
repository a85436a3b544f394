import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import classes from './address-link.module.css'

type Props = {
  /** A path of the office with its search: `/orders/ord_1/summary`. */
  readonly address: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A link to an address that is put together of words: what is typed by routes is a `Link`. */
export function AddressLink({ address, className, children }: Props) {
  const { history } = useRouter()
  function follow(event: MouseEvent): void {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey
    if (!isPlain) return
    event.preventDefault()
    history.push(address)
  }
  return (
    <a href={address} className={className ?? classes['link']} onClick={follow}>
      {children}
    </a>
  )
}
