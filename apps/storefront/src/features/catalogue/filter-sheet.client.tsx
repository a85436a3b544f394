'use client'

import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Cross, Filter } from '../../ui/icons.tsx'
import styles from './filter-sheet.module.css'

type FilterSheetProps = {
  readonly title: string
  /** Of the button that leads to the products. */
  readonly show: string
  readonly close: string
  readonly children: ReactNode
}

/** Where the facets are beside the list, not over it. */
const wide = '(width >= 960px)'

/** The facets: a column on a wide screen; on a narrow one a sheet over the page, or without a script a part that unfolds. */
export function FilterSheet({ title, show, close, children }: FilterSheetProps) {
  const [isSheet, setSheet] = useState(false)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isSheet) dialog.current?.showModal()
  }, [isSheet])

  function open(event: MouseEvent): void {
    if (matchMedia(wide).matches) return
    event.preventDefault()
    setSheet(true)
  }

  return (
    <div>
      <details className={styles.fold}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button */}
        <summary onClick={open}>
          <Filter /> {title}
        </summary>
        {!isSheet && children}
      </details>
      {isSheet && (
        <dialog
          ref={dialog}
          className={styles.sheet}
          aria-label={title}
          onClose={() => setSheet(false)}
        >
          <div className={styles.bar}>
            <p>{title}</p>
            <button type="button" aria-label={close} onClick={() => dialog.current?.close()}>
              <Cross />
            </button>
          </div>
          <div className={styles.content}>{children}</div>
          <button type="button" className={styles.show} onClick={() => dialog.current?.close()}>
            {show}
          </button>
        </dialog>
      )}
    </div>
  )
}
