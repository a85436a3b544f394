'use client'

import { useState } from 'react'
import { privacyMessages } from '../../../messages/account/privacy.ts'
import type { Locale } from '../../../messages/messages.ts'
import styles from '../form/form.module.css'
import { Section } from '../form/section.tsx'
import { Deletion, type Erased } from './deletion.client.tsx'
import { Exports } from './exports.client.tsx'
import { Receipt } from './receipt.client.tsx'

/** What somebody may ask for of their data: a copy of all of it, and that it goes (GDPR, articles 15, 17 and 20). */
export function Privacy({ locale }: { readonly locale: Locale }) {
  const m = privacyMessages(locale)
  const [erased, setErased] = useState<Erased>()
  if (erased) return <Receipt locale={locale} {...erased} />
  return (
    <>
      <p>
        {m.intro} <a href={`/${locale}/legal/privacy`}>{m.policy}</a>
      </p>
      <Section id="export" title={m.export}>
        <p>{m.exportText}</p>
        <Exports locale={locale} />
      </Section>
      <Section id="deletion" title={m.deletion}>
        <p>{m.deletionText}</p>
        <ul className={styles.points}>
          {m.kept.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <Deletion locale={locale} onDeleted={setErased} />
      </Section>
    </>
  )
}
