import type { Shop } from '@comptoir/contracts/admin/schemas'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import styles from './footer.module.css'

type FooterProps = { readonly locale: Locale; readonly shop: Shop | undefined }

/** The end of every page: the foot of the ticket. */
export function Footer({ locale, shop }: FooterProps) {
  const { tagline, footer: m, shop: name } = messagesOf(locale)
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <div className={styles.who}>
          <p className={styles.name}>{name}</p>
          <p>{tagline}</p>
          {shop && <p className={styles.address}>{shop.address}</p>}
          {shop?.demo && <p className={styles.demo}>{m.demo}</p>}
        </div>
        <Links title={m.help} links={linksOf(m.helpLinks, locale)} />
        <Links title={m.legal} links={linksOf(m.legalLinks, locale)} />
      </div>
    </footer>
  )
}

type LinkText = { readonly path: string; readonly text: string }

const linksOf = (links: readonly LinkText[], locale: Locale): readonly LinkText[] =>
  links.map(({ path, text }) => ({ path: `/${locale}${path}`, text }))

function Links({ title, links }: { readonly title: string; readonly links: readonly LinkText[] }) {
  return (
    <nav aria-label={title} className={styles.links}>
      <p className={styles.title}>{title}</p>
      <ul>
        {links.map(({ path, text }) => (
          <li key={path}>
            <Link href={path} prefetch={false}>
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
