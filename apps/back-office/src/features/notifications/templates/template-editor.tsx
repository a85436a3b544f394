import type { TemplateTexts } from '@comptoir/contracts/notifications/templates'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { type Form, useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { useNotificationTexts } from '../notification-texts.ts'
import classes from '../notifications.module.css'
import { Preview } from './preview.tsx'
import { faultWords } from './template-faults.ts'
import {
  fieldOf,
  fieldOfPath,
  type Language,
  type TemplateValues,
  type TextName,
  textNames,
  valuesOf,
} from './template-texts.ts'
import { type Template, useTemplateActions } from './use-template.ts'

type Props = {
  readonly template: Template
  /** Of the version that the new one begins with. */
  readonly texts: TemplateTexts
  readonly canWrite: boolean
}

const languages = ['fr', 'en'] as const

function useEditor({ template: { template, version }, texts }: Props) {
  const { templates: words } = useNotificationTexts()
  const { add, preview, latest } = useTemplateActions(template)
  const toast = useToast()
  const navigate = useNavigate()
  const form = useForm<TemplateValues>({
    name: `template ${template}`,
    ...{ saved: valuesOf(texts), version, fieldOf: fieldOfPath },
  })
  const saving = useSave(form, {
    save: add,
    onSaved(answer) {
      toast(words.added(answer.latest))
      return navigate({
        to: '/notifications/templates/$template',
        params: { template },
        search: {},
        replace: true,
      })
    },
    async latest() {
      const now = await latest()
      return { values: valuesOf(now.texts), version: now.version }
    },
    savedText: '',
  })
  const previewing = useMutation({
    mutationFn: () => preview(form.values),
    onError: form.refuse,
  })
  return { form, saving, previewing }
}

/** The texts of a new version in both languages, side by side, and what they become. */
export function TemplateEditor(props: Props) {
  const { templates: texts } = useNotificationTexts()
  const { form, saving, previewing } = useEditor(props)
  const { template, canWrite } = props
  const labelOf = (language: Language, name: TextName) =>
    `${texts.fields[name]}, ${texts.languages[language]}`
  const labels = {
    ...{ frSubject: labelOf('fr', 'subject'), enSubject: labelOf('en', 'subject') },
    ...{ frBody: labelOf('fr', 'body'), enBody: labelOf('en', 'body') },
    ...{ frShort: labelOf('fr', 'short'), enShort: labelOf('en', 'short') },
    note: texts.noteLabel,
  }
  return (
    <form className={classes['editor']} onSubmit={saving.submit}>
      <div className={classes['languages']}>
        {languages.map((language) => (
          <fieldset key={language} className={classes['fields']} disabled={!canWrite}>
            <legend>{texts.languages[language]}</legend>
            {textNames.map((name) => (
              <Text key={name} {...{ form, language, name }} />
            ))}
          </fieldset>
        ))}
      </div>
      {canWrite ? (
        <TextInput label={texts.noteLabel} {...form.text('note')} maxLength={300} />
      ) : null}
      <div>
        <Button
          type="button"
          variant="default"
          loading={previewing.isPending}
          onClick={() => previewing.mutate()}
        >
          {texts.preview}
        </Button>
      </div>
      {previewing.data ? <Preview preview={previewing.data} /> : null}
      <SaveBar
        {...{ saving, labels }}
        within={`/notifications/templates/${template.template}`}
        action={texts.add}
      />
    </form>
  )
}

const mostLetters = { subject: 200, body: 10_000, short: 300 } as const

type TextProps = {
  readonly form: Form<TemplateValues>
  readonly language: Language
  readonly name: TextName
}

function Text({ form, language, name }: TextProps) {
  const { templates: texts } = useNotificationTexts()
  const field = fieldOf(language, name)
  const faults = form.faults.filter((fault) => fault.field === field)
  const error = faults.map(({ message }) => faultWords(message, texts.faults)).join(' · ')
  const common = {
    ...form.text(field),
    ...{ error: error || undefined, label: texts.fields[name], lang: language, required: true },
    maxLength: mostLetters[name],
  }
  if (name === 'subject') return <TextInput {...common} />
  return (
    <Textarea
      {...common}
      description={name === 'short' ? texts.shortHint : undefined}
      autosize
      minRows={name === 'body' ? 8 : 2}
      maxRows={24}
    />
  )
}
