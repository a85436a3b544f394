import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import detail from '../../../ui/detail/detail.module.css'
import { PersonName } from '../../../ui/person-name.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { Wide } from '../../../ui/wide.tsx'
import { useNotificationTexts } from '../notification-texts.ts'
import { type Template, useTemplateActions } from './use-template.ts'

type Props = {
  readonly template: Template
  /** The version that the texts below begin with. */
  readonly shown: number
}

type Version = {
  readonly version: number
  readonly at?: string
  readonly by?: string
  readonly note?: string | undefined
}

/** All versions, newest first; the text that comes with the shop is the last of them. */
export function Versions({ template, shown }: Props) {
  const { templates: texts } = useNotificationTexts()
  const all: readonly Version[] = [...template.versions, { version: 0 }]
  return (
    <section className={detail['block']}>
      <h2>{texts.versions}</h2>
      <Wide label={texts.versions}>
        <table className={detail['table']}>
          <caption className="unseen">{texts.versions}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.versions}</th>
              <th scope="col">{texts.at}</th>
              <th scope="col">{texts.by}</th>
              <th scope="col">{texts.note}</th>
              <th scope="col">{texts.publications}</th>
            </tr>
          </thead>
          <tbody>
            {all.map((version) => (
              <VersionRow key={version.version} {...{ template, version, shown }} />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

type RowProps = Props & { readonly version: Version }

function VersionRow({ template, version, shown }: RowProps) {
  const { templates: texts } = useNotificationTexts()
  const locale = useLocale()
  const { at, by, note, version: number } = version
  const name = texts.versionOf(number)
  return (
    <tr aria-current={number === shown || undefined}>
      <td>
        <Link
          to="/notifications/templates/$template"
          params={{ template: template.template }}
          search={{ version: number }}
          aria-label={texts.open(name)}
        >
          {name}
        </Link>
      </td>
      <td>{at === undefined ? '' : formatDate(at, 'moment', locale)}</td>
      <td>{by === undefined ? null : <PersonName userId={by} />}</td>
      <td>{note}</td>
      <td>
        {template.published === number ? (
          <StatusBadge tone="good" text={texts.isPublished} />
        ) : (
          <Publish template={template} number={number} />
        )}
      </td>
    </tr>
  )
}

type PublishProps = { readonly template: Template; readonly number: number }

function Publish({ template: { template, published, version }, number }: PublishProps) {
  const { templates: texts } = useNotificationTexts()
  const { may } = usePermissions()
  const { publish } = useTemplateActions(template)
  const toast = useToast()
  if (!may('templates.write')) return null
  const next = texts.versionOf(number)
  return (
    <DangerAction
      action={texts.publish(next)}
      effect={texts.publishEffect(next, texts.versionOf(published))}
      request={`publish/${template}/${number}`}
      run={async () => {
        await publish(number, version)
        toast(texts.published)
      }}
      asksWhy={false}
    />
  )
}
