import { useOffice } from '../../office.tsx'
import classes from './products.module.css'

type Props = { readonly path: string | undefined; readonly width: 80 | 320; readonly alt: string }

/** A picture of a product: always from the gateway, whose pictures the page may load. */
export function Picture({ path, width, alt }: Props) {
  const { config } = useOffice()
  if (path === undefined) return <span className={classes['picture']} data-width={width} />
  return (
    <img
      className={classes['picture']}
      data-width={width}
      src={`${config.gatewayUrl}/api/images/${path}?w=${width}`}
      alt={alt}
      loading="lazy"
    />
  )
}
