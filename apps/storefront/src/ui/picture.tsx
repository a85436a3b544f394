import { Image } from './icons.tsx'
import styles from './picture.module.css'

type PictureProps = {
  readonly path: string | undefined
  readonly alt: string
  /** The CSS width that it has at most, for the browser's choice. */
  readonly sizes: string
  readonly isFirst?: boolean
  readonly className?: string | undefined
}

const widths = [160, 320, 480, 640, 960, 1280] as const

/** Where browsers load pictures from; only the server knows. */
export const imageOrigin = (): string => process.env['PUBLIC_IMAGE_URL'] ?? 'http://localhost:8080'

/** The address of a picture in one of the widths that the catalogue serves. */
export const pictureUrl = (path: string, width: number, origin = imageOrigin()): string =>
  `${origin}/api/images/${path}?w=${width}`

/** A product picture in the widths that the catalogue serves, 4:5 as it is shown; an outline of one when there is none. */
export function Picture({ path, alt, sizes, isFirst = false, className }: PictureProps) {
  if (path === undefined)
    return (
      <span className={`${className ?? ''} ${styles.none}`} aria-hidden="true">
        <Image />
      </span>
    )
  return (
    // biome-ignore lint/performance/noImgElement: the catalogue serves the widths itself
    <img
      src={pictureUrl(path, 640)}
      srcSet={widths.map((width) => `${pictureUrl(path, width)} ${width}w`).join(', ')}
      sizes={sizes}
      width={800}
      height={1000}
      alt={alt}
      loading={isFirst ? 'eager' : 'lazy'}
      fetchPriority={isFirst ? 'high' : 'auto'}
      decoding="async"
      className={className}
    />
  )
}
