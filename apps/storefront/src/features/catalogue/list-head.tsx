import { type Localized, readText } from '@comptoir/site/localized'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Picture } from '../../ui/picture.tsx'
import styles from './list-head.module.css'

/** What a category says of itself. */
export type About = {
  readonly description?: Localized | undefined
  readonly imagePath?: string | undefined
}

type ListHeadProps = {
  readonly title: string
  readonly lang?: string | undefined
  readonly total: number
  readonly about?: About | undefined
  readonly locale: Locale
}

/** The name of a list, how much is in it, and what its category says, where it says something. */
export function ListHead({ title, lang, total, about, locale }: ListHeadProps) {
  const { listing: m } = messagesOf(locale)
  const said = about?.description && readText(about.description, locale)
  const imagePath = about?.imagePath
  const words = (
    <div className={styles.words}>
      <h1 lang={lang}>{title}</h1>
      <p className={styles.found} role="status">
        {m.found(total)}
      </p>
      {said && (
        <p className={styles.about} lang={said.lang}>
          {said.text}
        </p>
      )}
    </div>
  )
  if (imagePath === undefined) return words
  return (
    <div className={styles.band}>
      {words}
      <div className={styles.ground}>
        <Picture
          path={imagePath}
          alt=""
          sizes="(width < 800px) 112px, 400px"
          isFirst
          className={styles.picture}
        />
      </div>
    </div>
  )
}
