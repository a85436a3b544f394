import type { ProductImage } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Picture, pictureUrl } from '../../ui/picture.tsx'
import { GalleryStrip } from './gallery.client.tsx'
import styles from './gallery.module.css'

type GalleryProps = {
  readonly images: readonly ProductImage[]
  readonly title: string
  readonly locale: Locale
}

/** The pictures of a product; a plain ground when it has none. */
export function Gallery({ images, title, locale }: GalleryProps) {
  const { product: m } = messagesOf(locale)
  if (images.length === 0) return <div className={styles.empty} aria-hidden="true" />
  const pictures = images.map(({ path, alt }, at) => {
    const text = (alt && readText(alt, locale).text) || m.pictureOf(title, at + 1, images.length)
    return {
      ...{ key: path, alt: text },
      thumbnail: pictureUrl(path, 160),
      whole: pictureUrl(path, 1920),
      picture: (
        <Picture
          path={path}
          alt={text}
          sizes="(width < 800px) 92vw, 560px"
          isFirst={at === 0}
          className={styles.picture}
        />
      ),
    }
  })
  const texts = { enlarge: m.enlarge, close: m.close, pictures: m.pictures }
  return <GalleryStrip pictures={pictures} texts={texts} />
}
