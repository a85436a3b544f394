import { lookUp } from '@comptoir/contracts/look-up'
import { settingsEn, settingsFr } from '../../messages/settings.ts'
import { useWords } from '../../office.tsx'
import { LocalizedField } from '../../ui/fields/localized-field.tsx'
import { isSame } from '../../ui/form/three-way.ts'
import type { Form } from '../../ui/form/use-form.ts'
import { SettingInput } from './setting-input.tsx'
import { kindsOf, type SettingKind } from './setting-kinds.ts'
import { formValues, type SettingValues, shownOf, typedValue } from './setting-values.ts'
import classes from './settings.module.css'
import type { Detail } from './use-settings.ts'

type Props = {
  readonly view: Detail
  readonly form: Form<SettingValues>
  readonly mayWrite: boolean
}

/** The messages of a closed shop stand side by side. */
const messages: readonly string[] = ['messageFr', 'messageEn']

/** All settings of a concern, each with what comes of it and whether it is the initial one. */
export function SettingFields(props: Props) {
  const kinds = Object.entries(kindsOf(props.view.namespace))
  const alone = kinds.filter(([name]) => !messages.includes(name))
  return (
    <>
      {alone.map(([name, kind]) => (
        <SettingRow key={name} name={name} kind={kind} {...props} />
      ))}
      {alone.length < kinds.length ? <ClosedMessages {...props} /> : null}
    </>
  )
}

type RowProps = Props & { readonly name: string; readonly kind: SettingKind }

function SettingRow({ name, kind, view, form, mayWrite }: RowProps) {
  const texts = useWords({ fr: settingsFr, en: settingsEn })
  const words = lookUp(texts.concerns[view.namespace].fields, name)
  if (!words) return null
  return (
    <div className={classes['field']}>
      <SettingInput
        {...{ name, kind, label: words.label, description: words.effect }}
        value={shownOf(view, form.values, name)}
        error={form.errorOf(name)}
        onChange={(value) => form.set(name, typedValue(view, name, value))}
      />
      <Origin {...{ name, view, form, mayWrite }} label={words.label} />
    </div>
  )
}

type OriginProps = Props & { readonly name: string; readonly label: string }

/** Whether a setting has its initial value, and the way back to it. */
function Origin({ name, label, view, form, mayWrite }: OriginProps) {
  const texts = useWords({ fr: settingsFr, en: settingsEn })
  const isInitial = (form.values[name] ?? null) === null
  const wasSet = view.set.includes(name)
  if (isInitial && !wasSet) return <p className={classes['hint']}>{texts.isInitial}</p>
  const saved = lookUp(formValues(view), name)
  const originText = isSame(saved, form.values[name]) ? texts.isSet : texts.isTyped
  return (
    <p className={classes['hint']}>
      {isInitial ? texts.initialLater : originText}
      {mayWrite ? (
        <button
          type="button"
          aria-label={isInitial ? undefined : texts.toInitialOf(label)}
          onClick={() => form.set(name, isInitial ? saved : null)}
        >
          {isInitial ? texts.keepSet : texts.toInitial}
        </button>
      ) : null}
    </p>
  )
}

function ClosedMessages({ view, form, mayWrite }: Props) {
  const texts = useWords({ fr: settingsFr, en: settingsEn })
  const shown = (name: string) => String(shownOf(view, form.values, name) ?? '')
  return (
    <div className={classes['field']}>
      <LocalizedField
        label={texts.message}
        name="message"
        isLong
        maxLength={500}
        value={{ fr: shown('messageFr'), en: shown('messageEn') }}
        onChange={({ fr = '', en = '' }) =>
          form.change({
            messageFr: typedValue(view, 'messageFr', fr),
            messageEn: typedValue(view, 'messageEn', en),
          })
        }
        errorOf={(path) => form.errorOf(path === 'message.fr' ? 'messageFr' : 'messageEn')}
      />
      <div className={classes['origins']}>
        {messages.map((name) => (
          <Origin
            key={name}
            {...{ name, view, form, mayWrite }}
            label={lookUp(texts.concerns[view.namespace].fields, name)?.label ?? name}
          />
        ))}
      </div>
    </div>
  )
}
