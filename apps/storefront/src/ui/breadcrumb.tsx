import Link from 'next/link'
import styles from './breadcrumb.module.css'

export type Crumb = {
  readonly href: string
  readonly text: string
  readonly lang?: string | undefined
}

/** The way from the home page to here; the page itself is its heading. */
export function Breadcrumb({ label, crumbs }: { label: string; crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={label} className={styles.trail}>
      <ol>
        {crumbs.map(({ href, text, lang }) => (
          <li key={href}>
            <Link href={href} prefetch={false} lang={lang}>
              {text}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  )
}
