import { lookUp } from '@comptoir/contracts/look-up'
import { getRouteApi } from '@tanstack/react-router'
import { usePermissions } from '../../../session/use-permissions.ts'
import { Asked } from '../../../ui/asked.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useNotificationTexts } from '../notification-texts.ts'
import classes from '../notifications.module.css'
import { TemplateEditor } from './template-editor.tsx'
import { type Template, useTemplate, useTemplateVersion } from './use-template.ts'
import { Versions } from './versions.tsx'

const route = getRouteApi('/notifications/templates/$template')

/** A template: its texts in both languages, its versions, and which of them messages are made from. */
export function TemplatePage() {
  const { template } = route.useParams()
  const { templates: texts, templateNames } = useNotificationTexts()
  const asked = useTemplate(template)
  return (
    <DetailPage
      key={template}
      asked={asked}
      back={<BackLink to="/notifications/templates" text={texts.back} />}
      title={() => lookUp(templateNames, template) ?? template}
      head={({ published }) => (
        <StatusBadge tone="good" text={`${texts.versionOf(published)} · ${texts.isPublished}`} />
      )}
    >
      {(known) => <OpenTemplate template={known} />}
    </DetailPage>
  )
}

function OpenTemplate({ template }: { readonly template: Template }) {
  const { version: wished } = route.useSearch()
  const { may } = usePermissions()
  const version = Math.min(wished ?? template.latest, template.latest)
  const asked = useTemplateVersion(template.template, version)
  return (
    <>
      <Versions template={template} shown={version} />
      <Placeholders template={template} />
      <Asked asked={asked}>
        {({ texts }) => (
          <TemplateEditor
            // what somebody else adds meanwhile leaves what is being written, and its refusal, alone
            key={wished ?? 'latest'}
            template={template}
            texts={texts}
            canWrite={may('templates.write')}
          />
        )}
      </Asked>
    </>
  )
}

function Placeholders({ template: { placeholders } }: { readonly template: Template }) {
  const { templates: texts } = useNotificationTexts()
  if (placeholders.length === 0) return null
  return (
    <>
      <h2>{texts.placeholders}</h2>
      <ul className={classes['names']}>
        {placeholders.map(({ name, required }) => (
          <li key={name}>
            <code>{`{{ ${name} }}`}</code>
            {required ? ` ${texts.required}` : ''}
          </li>
        ))}
      </ul>
    </>
  )
}
