import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { readShelves } from '../../shop/catalogue.ts'
import { noteMissing } from '../../shop/page-tags.ts'
import styles from './state-page.module.css'

type MissingPageProps = {
  readonly locale: Locale
  /** What was here before, and where its like is: the answer is then 410. */
  readonly gone?: {
    readonly title: string
    readonly shelf?: { readonly slug: string; readonly name: string }
  }
}

/** Says that what the address names is not there, with the status that says so too, and leads on. */
export async function MissingPage({ locale, gone }: MissingPageProps) {
  noteMissing(gone ? 410 : 404)
  const { states, search, home } = messagesOf(locale)
  const shelves = await readShelves()
  const heading = gone ? states.gone(gone.title) : states.notFound
  return (
    <div className={styles.state}>
      <title>{heading}</title>
      <h1>{heading}</h1>
      <p>{gone ? states.goneHint : states.notFoundHint}</p>
      {gone?.shelf && (
        <Link href={`/${locale}/c/${gone.shelf.slug}`} prefetch={false} className={styles.button}>
          {gone.shelf.name}
        </Link>
      )}
      <form action={`/${locale}/search`} className={styles.search}>
        <input name="q" type="search" aria-label={search} maxLength={200} />
        <button type="submit" className={styles.button}>
          {search}
        </button>
      </form>
      <ul className={styles.links}>
        {shelves.slice(0, 3).map(({ categoryId, slug, name }) => {
          const { text, lang } = readText(name, locale)
          return (
            <li key={categoryId}>
              <Link href={`/${locale}/c/${slug}`} prefetch={false} lang={lang}>
                {text}
              </Link>
            </li>
          )
        })}
        <li>
          <Link href={`/${locale}`} prefetch={false}>
            {home}
          </Link>
        </li>
      </ul>
    </div>
  )
}
