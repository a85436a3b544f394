'use client'

import { useLinkStatus } from 'next/link'
import styles from './facets.module.css'

/** The box of a facet's value: it shows what was chosen at once, before the list has come. */
export function FacetBox({ isChosen }: { readonly isChosen: boolean }) {
  const { pending } = useLinkStatus()
  const isShown = pending ? !isChosen : isChosen
  return (
    <span
      className={isShown ? styles.chosen : styles.box}
      data-pending={pending || undefined}
      aria-hidden="true"
    />
  )
}
