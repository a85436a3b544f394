import styles from './line-picture.module.css'
import { pictureUrl } from './picture.tsx'

type LinePictureProps = { readonly path: string | undefined; readonly origin: string }

/** A small square picture of what is bought; the title beside it says what it shows. */
export function LinePicture({ path, origin }: LinePictureProps) {
  if (!path) return <span className={styles.picture} aria-hidden="true" />
  const at = (width: number) => pictureUrl(path, width, origin)
  return (
    // biome-ignore lint/performance/noImgElement: the catalogue serves the widths itself
    <img
      src={at(160)}
      srcSet={`${at(160)} 160w, ${at(320)} 320w`}
      sizes="88px"
      width={88}
      height={88}
      alt=""
      loading="lazy"
      className={styles.picture}
    />
  )
}
