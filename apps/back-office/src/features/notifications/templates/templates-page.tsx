import type { listTemplates } from '@comptoir/contracts/notifications/templates'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { formatDate } from '@comptoir/site/dates'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Locale } from '../../../messages/messages.ts'
import { useApi, useLocale } from '../../../office.tsx'
import type { Column } from '../../../ui/data-list/column.ts'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { ListStack } from '../../../ui/data-list/list-stack.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { NotificationSections } from '../notification-sections.tsx'
import { useNotificationTexts } from '../notification-texts.ts'

const route = getRouteApi('/notifications/templates')

type Summary = AnswerOf<typeof listTemplates>['items'][number]

/** The texts of all messages, and the one that is open on top of them. */
export function TemplatesPage() {
  return <ListStack>{(isOn) => <Templates isOn={isOn} />}</ListStack>
}

function Templates({ isOn }: { readonly isOn: boolean }) {
  const { call } = useApi()
  const texts = useNotificationTexts()
  const locale = useLocale()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = usePages<Summary>(['notifications', 'ListMessageTemplates'], (_page, signal) =>
    call<typeof listTemplates>('GET /api/notification-templates', { signal }),
  )
  const columns = useMemo(() => templateColumns(texts, locale), [texts, locale])
  return (
    <DataList<Summary>
      title={texts.sections.templates}
      name="templates"
      columns={columns}
      usual={usualColumns}
      rowId={({ template }) => template}
      rowName={({ template }) => texts.templateNames[template]}
      found={found}
      search={search}
      onSearch={(change) =>
        void navigate({ to: '/notifications/templates', search: given({ ...search, ...change }) })
      }
      onOpen={({ template }) =>
        void navigate({
          to: '/notifications/templates/$template',
          params: { template },
          search: search,
        })
      }
      isOn={isOn}
      views={<NotificationSections />}
      filters={null}
    />
  )
}

const usualColumns = ['name', 'published', 'latest', 'publishedAt'] as const

function templateColumns(
  { templateNames, templates: { columns, versionOf } }: ReturnType<typeof useNotificationTexts>,
  locale: Locale,
): Column<Summary>[] {
  const publishedOf = ({ published }: Summary) => versionOf(published)
  const latestOf = ({ latest }: Summary) => versionOf(latest)
  return [
    {
      ...{ id: 'name', header: columns.name, text: ({ template }) => templateNames[template] },
      cell: ({ template }) => (
        <Link to="/notifications/templates/$template" params={{ template }} search={{}}>
          {templateNames[template]}
        </Link>
      ),
    },
    { id: 'published', header: columns.published, text: publishedOf, cell: publishedOf },
    { id: 'latest', header: columns.latest, text: latestOf, cell: latestOf },
    {
      ...{ id: 'publishedAt', header: columns.publishedAt },
      cell: ({ publishedAt }) => publishedAt && formatDate(publishedAt, 'moment', locale),
      text: ({ publishedAt }) => publishedAt ?? '',
    },
  ]
}
