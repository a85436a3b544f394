import { categoriesEn, categoriesFr } from '../../messages/catalogue/categories.ts'
import { useWords } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import { SectionLinks } from '../../ui/data-list/section-links.tsx'

/** The tree, and what the search of the shop understands. */
export function CategorySections() {
  const { sections } = useWords({ fr: categoriesFr, en: categoriesEn })
  const { may } = usePermissions()
  if (!may('catalogue.read')) return null
  return (
    <SectionLinks
      label={sections.label}
      sections={[
        { to: '/categories', text: sections.tree },
        { to: '/categories/synonyms', text: sections.synonyms },
      ]}
    />
  )
}
