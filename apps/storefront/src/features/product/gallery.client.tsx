'use client'

import { type ReactNode, type RefObject, useRef, useState } from 'react'
import { Cross, Enlarge } from '../../ui/icons.tsx'
import styles from './gallery.module.css'

/** A picture of the gallery: as it is shown, small for its button, and whole. */
export type GalleryPicture = {
  readonly key: string
  readonly alt: string
  readonly picture: ReactNode
  readonly thumbnail: string
  readonly whole: string
}

type GalleryTexts = {
  readonly enlarge: string
  readonly close: string
  readonly pictures: string
}

type GalleryProps = { readonly pictures: readonly GalleryPicture[]; readonly texts: GalleryTexts }

/** Pictures side by side to swipe, with a button for each, and one of them whole over the page. Without a script they can be swiped. */
export function GalleryStrip({ pictures, texts }: GalleryProps) {
  const strip = useRef<HTMLUListElement>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const [at, setAt] = useState(0)

  function show(place: number): void {
    const { current: list } = strip
    list?.scrollTo({ left: list.clientWidth * place, behavior: 'smooth' })
    setAt(place)
  }

  function note(): void {
    const { current: list } = strip
    if (list) setAt(Math.round(list.scrollLeft / Math.max(1, list.clientWidth)))
  }

  return (
    <div className={styles.gallery}>
      <div className={styles.main}>
        <ul
          ref={strip}
          className={styles.strip}
          onScroll={note}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls is reached by the keyboard
          tabIndex={0}
          aria-label={texts.pictures}
        >
          {pictures.map(({ key, picture }) => (
            <li key={key}>{picture}</li>
          ))}
        </ul>
        <button
          type="button"
          className={styles.enlarge}
          aria-label={texts.enlarge}
          onClick={() => dialog.current?.showModal()}
        >
          <Enlarge />
        </button>
      </div>
      {pictures.length > 1 && <Thumbnails {...{ pictures, at, show }} />}
      <Whole dialog={dialog} picture={pictures[at]} close={texts.close} />
    </div>
  )
}

type ThumbnailsProps = {
  readonly pictures: readonly GalleryPicture[]
  readonly at: number
  readonly show: (place: number) => void
}

function Thumbnails({ pictures, at, show }: ThumbnailsProps) {
  return (
    <ul className={styles.thumbnails}>
      {pictures.map(({ key, alt, thumbnail }, place) => (
        <li key={key}>
          <button
            type="button"
            aria-label={alt}
            aria-pressed={place === at}
            onClick={() => show(place)}
          >
            {/* biome-ignore lint/performance/noImgElement: the catalogue serves the widths itself */}
            <img src={thumbnail} width={80} height={100} alt="" loading="lazy" decoding="async" />
          </button>
        </li>
      ))}
    </ul>
  )
}

type WholeProps = {
  readonly dialog: RefObject<HTMLDialogElement | null>
  readonly picture: GalleryPicture | undefined
  readonly close: string
}

/** The picture over the whole page: it is loaded when it is opened, as a lazy picture of a closed dialog. */
function Whole({ dialog, picture, close }: WholeProps) {
  if (!picture) return null
  return (
    <dialog ref={dialog} className={styles.whole} aria-label={picture.alt}>
      <button type="button" aria-label={close} onClick={() => dialog.current?.close()}>
        <Cross />
      </button>
      {/* biome-ignore lint/performance/noImgElement: the catalogue serves the widths itself */}
      <img src={picture.whole} alt={picture.alt} loading="lazy" />
    </dialog>
  )
}
