import { Button } from '@mantine/core'
import { Link, Outlet, useChildMatches } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { categoriesEn, categoriesFr } from '../../messages/catalogue/categories.ts'
import { useWords } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import { Asked } from '../../ui/asked.tsx'
import { useCategories } from '../../ui/categories/use-categories.ts'
import { PageTitle } from '../../ui/detail/page-title.tsx'
import classes from './categories.module.css'
import { CategorySections } from './category-sections.tsx'
import { CategoryTree } from './tree/category-tree.tsx'

/** The tree of categories, and beside it the one that is open: the tree stays as it is. */
export function CategoriesPage() {
  const texts = useWords({ fr: categoriesFr, en: categoriesEn })
  const { may } = usePermissions()
  const asked = useCategories()
  const isOpen = useChildMatches({ select: (matches) => matches.length > 0 })
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <PageTitle text={texts.title} />
        {may('catalogue.write') ? (
          <Button
            component={Link}
            to="/categories/new"
            leftSection={<Plus size={16} aria-hidden />}
          >
            {texts.create}
          </Button>
        ) : null}
      </header>
      <CategorySections />
      <div className={classes['columns']}>
        <Asked asked={asked}>{({ items }) => <CategoryTree all={items} />}</Asked>
        <div className={classes['panel']}>{isOpen ? <Outlet /> : <p>{texts.choose}</p>}</div>
      </div>
    </div>
  )
}
