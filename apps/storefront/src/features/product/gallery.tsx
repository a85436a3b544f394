import type { ProductImage } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Picture } from '../../ui/picture.tsx'
import styles from './gallery.module.css'

type GalleryProps = {
  readonly images: readonly ProductImage[]
  readonly title: string
  readonly locale: Locale
}

/** The pictures of a product, side by side to swipe; below each other where there is room. */
export function Gallery({ images, title, locale }: GalleryProps) {
  const { product: m } = messagesOf(locale)
  return (
    <ul className={styles.gallery}>
      {images.map(({ path, alt }, at) => (
        <li key={path}>
          <Picture
            path={path}
            alt={(alt && readText(alt, locale).text) || m.pictureOf(title)}
            sizes="(width < 800px) 92vw, 680px"
            isFirst={at === 0}
            className={styles.picture}
          />
        </li>
      ))}
      {images.length === 0 && <li className={styles.empty} aria-hidden="true" />}
    </ul>
  )
}
