import type { replaceSettings } from '@comptoir/contracts/admin/routes'
import { lookUp } from '@comptoir/contracts/look-up'
import { TextInput } from '@mantine/core'
import { settingsEn, settingsFr } from '../../messages/settings.ts'
import { useApi, useLocale, useWords } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import { ifMatch } from '../../ui/actions/if-match.ts'
import { useDraft } from '../../ui/draft.ts'
import { SaveBar } from '../../ui/form/save-bar.tsx'
import { useForm } from '../../ui/form/use-form.ts'
import { useSave } from '../../ui/form/use-save.ts'
import { Notice } from '../../ui/notice.tsx'
import { SettingFields } from './setting-fields.tsx'
import { kindsOf } from './setting-kinds.ts'
import { settingText } from './setting-text.ts'
import { closesShop, formValues, type SettingValues, setValues } from './setting-values.ts'
import classes from './settings.module.css'
import type { Detail } from './use-settings.ts'

type Props = {
  readonly view: Detail
  readonly keep: (answer: Detail) => void
  readonly readNow: () => Promise<Detail>
}

/** The settings of a concern, to be changed: what is typed against a version that somebody else replaced is shown beside theirs. */
function useSettingsForm({ view, keep, readNow }: Props) {
  const { call } = useApi()
  const { namespace } = view
  const [reason, setReason] = useDraft(`settings ${namespace} reason`)
  const form = useForm<SettingValues>({
    ...{ name: `settings ${namespace}`, saved: formValues(view), version: view.version },
    fieldOf: (path) => path.replace(/^values\./, ''),
  })
  const saving = useSave(form, {
    save: (values, version) =>
      call<typeof replaceSettings>('PUT /api/settings/{namespace}', {
        params: { namespace },
        headers: ifMatch(version),
        body: {
          values: setValues(view, values),
          ...(reason.trim() !== '' && { reason: reason.trim() }),
        },
      }),
    onSaved(answer) {
      setReason('')
      keep(answer)
    },
    async latest() {
      const now = await readNow()
      return { values: formValues(now), version: now.version }
    },
  })
  return { form, saving, reason, setReason }
}

export function SettingsForm(props: Props) {
  const { view } = props
  const { namespace } = view
  const { may } = usePermissions()
  const texts = useWords({ fr: settingsFr, en: settingsEn })
  const locale = useLocale()
  const { form, saving, reason, setReason } = useSettingsForm(props)
  const kinds = kindsOf(namespace)
  const mayWrite = may('settings.write')
  const closes = closesShop(view, form.values)
  const labels = Object.fromEntries(
    Object.entries(texts.concerns[namespace].fields).map(([name, { label }]) => [name, label]),
  )
  return (
    <form onSubmit={saving.submit}>
      {mayWrite ? null : <Notice tone="calm">{texts.readOnly}</Notice>}
      <fieldset className={classes['fields']} disabled={!mayWrite}>
        <legend className="unseen">{texts.concerns[namespace].title}</legend>
        <SettingFields view={view} form={form} mayWrite={mayWrite} />
        {closes ? (
          <Notice tone="attention" role="alert">
            {texts.closing}
          </Notice>
        ) : null}
        {form.isDirty ? (
          <TextInput
            label={closes ? texts.reasonNeeded : texts.reason}
            description={texts.reasonHint}
            value={reason}
            maxLength={500}
            required={closes}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
        ) : null}
      </fieldset>
      <SaveBar
        saving={saving}
        labels={labels}
        within={`/settings/${namespace}`}
        show={(name, value) => settingText(lookUp(kinds, name), value, { texts, locale })}
      />
    </form>
  )
}
