import { usePermissions } from '../../session/use-permissions.ts'
import { SectionLinks } from '../../ui/data-list/section-links.tsx'
import { useNotificationTexts } from './notification-texts.ts'

/** The pages of messages to customers, each with an address of its own. */
export function NotificationSections() {
  const { title, sections } = useNotificationTexts()
  const { may } = usePermissions()
  const suppressions = { to: '/notifications/suppressions', text: sections.suppressions } as const
  return (
    <SectionLinks
      label={title}
      sections={[
        { to: '/notifications/outbox', text: sections.outbox },
        ...(may('templates.read')
          ? [{ to: '/notifications/templates', text: sections.templates } as const]
          : []),
        suppressions,
      ]}
    />
  )
}
