import type { CategoryView } from '@comptoir/contracts/catalog/category-schemas'
import { readText } from '@comptoir/site/localized'
import type { Locale } from '../../messages/messages.ts'
import { Picture } from '../../ui/picture.tsx'
import styles from './category-about.module.css'

type CategoryAboutProps = { readonly category: CategoryView; readonly locale: Locale }

/** The picture and the text of a category, where it has them. */
export function CategoryAbout({ category, locale }: CategoryAboutProps) {
  const { imagePath, description } = category
  if (imagePath === undefined && !description) return null
  const said = description && readText(description, locale)
  return (
    <div className={styles.about}>
      <p lang={said?.lang}>{said?.text}</p>
      {imagePath !== undefined && (
        <div className={styles.ground}>
          <Picture path={imagePath} alt="" sizes="320px" isFirst className={styles.picture} />
        </div>
      )}
    </div>
  )
}
