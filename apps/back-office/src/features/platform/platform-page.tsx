import { type ReactNode, useEffect, useRef } from 'react'
import { SectionLinks } from '../../ui/data-list/section-links.tsx'
import { takeFocus } from '../../ui/detail/take-focus.ts'
import { Notice } from '../../ui/notice.tsx'
import classes from './platform.module.css'
import { usePlatformTexts } from './platform-texts.ts'

/** The pages of the platform, each with an address of its own. */
export function PlatformSections() {
  const { title, sections } = usePlatformTexts()
  return (
    <SectionLinks
      label={title}
      sections={[
        { to: '/platform/health', text: sections.health },
        { to: '/platform/topics', text: sections.topics },
        { to: '/platform/dead-letters', text: sections.deadLetters },
        { to: '/platform/sagas', text: sections.sagas },
        { to: '/platform/reconciliations', text: sections.reconciliations },
      ]}
    />
  )
}

type Props = { readonly title: string; readonly children: ReactNode }

/** A page of the platform that is no list. */
export function PlatformPage({ title, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => takeFocus(heading.current), [])
  return (
    <article className={classes['page']}>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <PlatformSections />
      {children}
    </article>
  )
}

/** The services whose part is missing, since they did not answer. */
export function SilentNote({ silent }: { readonly silent: readonly string[] }) {
  const texts = usePlatformTexts()
  if (silent.length === 0) return null
  return (
    <Notice tone="bad" role="status">
      {texts.silent(silent.join(', '))}
    </Notice>
  )
}
