'use client'

import styles from './facets.module.css'
import { useListPending } from './list-pending.client.tsx'

/** The box of a facet's value: it shows what was chosen at once, before the list has come. */
export function FacetBox({ isChosen }: { readonly isChosen: boolean }) {
  const isShown = useListPending() ? !isChosen : isChosen
  return <span className={isShown ? styles.chosen : styles.box} aria-hidden="true" />
}
