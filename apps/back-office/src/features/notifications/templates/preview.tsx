import { MailFrame } from '../mail-frame.tsx'
import { useNotificationTexts } from '../notification-texts.ts'
import classes from '../notifications.module.css'
import type { TemplatePreview } from './use-template.ts'

const languages = ['fr', 'en'] as const

/** What the texts become with the data of an example, in both languages. */
export function Preview({ preview }: { readonly preview: TemplatePreview }) {
  const { templates: texts } = useNotificationTexts()
  return (
    <div className={classes['languages']}>
      {languages.map((language) => {
        const { mail, short } = preview[language]
        const title = texts.previewOf(texts.languages[language])
        return (
          <section key={language} aria-label={title}>
            <h2>{title}</h2>
            <p lang={language}>
              <strong>{mail.subject}</strong>
            </p>
            <MailFrame title={title} html={mail.html ?? ''} />
            <h3>{texts.fields.short}</h3>
            <p lang={language}>{short.text}</p>
          </section>
        )
      })}
    </div>
  )
}
