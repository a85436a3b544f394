import { usePermissions } from '../../session/use-permissions.ts'
import { SectionLinks } from '../../ui/data-list/section-links.tsx'
import { useReturnTexts } from './return-texts.ts'

/** The pages of returns. */
export function ReturnSections() {
  const texts = useReturnTexts()
  const { may } = usePermissions()
  return (
    <SectionLinks
      label={texts.sections}
      sections={[
        { to: '/returns', text: texts.listPage },
        ...(may('returns.read')
          ? [{ to: '/returns/withdrawals', text: texts.withdrawalsPage } as const]
          : []),
      ]}
    />
  )
}
