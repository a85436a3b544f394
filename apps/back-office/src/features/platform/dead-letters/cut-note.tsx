import { Link } from '@tanstack/react-router'
import { given } from '../../../ui/data-list/list-search.ts'
import { Notice } from '../../../ui/notice.tsx'
import { usePlatformTexts } from '../platform-texts.ts'
import { cutServices, type Letter, mostOfService } from './letter.ts'

type Props = { readonly letters: readonly Letter[]; readonly type: string | undefined }

/** The services that may have more letters than stand here, each with the way to its own list. */
export function CutNote({ letters, type }: Props) {
  const { letters: texts } = usePlatformTexts()
  const services = cutServices(letters)
  if (services.length === 0) return null
  return (
    <Notice tone="attention" role="status">
      {texts.cut(mostOfService)}{' '}
      {services.map((service, index) => (
        <span key={service}>
          {index > 0 ? ', ' : ''}
          <Link to="/platform/dead-letters" search={given({ service, type })}>
            {service}
          </Link>
        </span>
      ))}
    </Notice>
  )
}
