import type { ProductImport } from '@comptoir/contracts/catalog/product-import-routes'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { importsEn, importsFr } from '../../../messages/catalogue/imports.ts'
import { useLocale, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { importColumns, importName, usualColumns } from './import-columns.tsx'
import { Upload } from './upload.tsx'
import { useImports } from './use-imports.ts'

const route = getRouteApi('/imports')

/** The imports of products, and the one that is open on top of them. */
export const ImportsPage = () => <ListStack>{(isOn) => <ImportList isOn={isOn} />}</ListStack>

function ImportList({ isOn }: { readonly isOn: boolean }) {
  const texts = useWords({ fr: importsFr, en: importsEn })
  const locale = useLocale()
  const { may } = usePermissions()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = useImports()
  const columns = useMemo(() => importColumns(texts, locale), [texts, locale])
  return (
    <DataList<ProductImport>
      title={texts.title}
      name="imports"
      columns={columns}
      usual={usualColumns}
      rowId={({ importId }) => importId}
      rowName={(job) => importName(job, locale)}
      found={found}
      search={search}
      onSearch={(change) =>
        void navigate({ to: '/imports', search: given({ ...search, ...change }) })
      }
      onOpen={({ importId }) =>
        void navigate({ to: '/imports/$importId', params: { importId }, search: true })
      }
      isOn={isOn}
      views={null}
      filters={may('catalogue.write') ? <Upload /> : null}
    />
  )
}
