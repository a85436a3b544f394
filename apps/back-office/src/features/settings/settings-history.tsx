import type { SettingsChange } from '@comptoir/contracts/admin/schemas'
import type { SettingsNamespace } from '@comptoir/contracts/admin/settings'
import { lookUp } from '@comptoir/contracts/look-up'
import { formatDate } from '@comptoir/site/dates'
import { Skeleton } from '@mantine/core'
import { settingsEn, settingsFr } from '../../messages/settings.ts'
import { useLocale, useWords } from '../../office.tsx'
import { MoreButton } from '../../ui/actions/more-button.tsx'
import { changedFields } from '../../ui/form/three-way.ts'
import { PersonName } from '../../ui/person-name.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Wide } from '../../ui/wide.tsx'
import { kindsOf } from './setting-kinds.ts'
import { settingText } from './setting-text.ts'
import classes from './settings.module.css'
import { useSettingsChanges } from './use-settings.ts'

type Props = { readonly namespace: SettingsNamespace }

/** Who changed the settings of a concern, when, how and why: the last two hundred times. */
export function SettingsHistory({ namespace }: Props) {
  const texts = useWords({ fr: settingsFr, en: settingsEn })
  const found = useSettingsChanges(namespace)
  const { rows: changes, state } = found
  return (
    <section className={classes['history']}>
      <h2>{texts.history}</h2>
      {state === 'loading' ? <Skeleton height={80} className="late" /> : null}
      {state === 'failed' ? <ProblemNote problem={found.problem} retry={found.retry} /> : null}
      {state === 'ready' && changes.length === 0 ? <p>{texts.noHistory}</p> : null}
      {changes.length > 0 ? (
        <Wide label={texts.history}>
          <table className={classes['table']}>
            <caption className="unseen">{texts.history}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.when}</th>
                <th scope="col">{texts.who}</th>
                <th scope="col">{texts.what}</th>
                <th scope="col">{texts.why}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <ChangeRow key={change.version} namespace={namespace} change={change} />
              ))}
            </tbody>
          </table>
        </Wide>
      ) : null}
      <MoreButton found={found} mt="xs" />
    </section>
  )
}

type RowProps = Props & { readonly change: SettingsChange }

function ChangeRow({ namespace, change }: RowProps) {
  const texts = useWords({ fr: settingsFr, en: settingsEn })
  const locale = useLocale()
  const { at, by, version, before, after, reason = '' } = change
  const said = (name: string, value: unknown) =>
    settingText(lookUp(kindsOf(namespace), name), value, { texts, locale })
  return (
    <tr>
      <td>
        <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>
        <div className={classes['hint']}>{texts.version(version)}</div>
      </td>
      <td>
        <PersonName userId={by} />
      </td>
      <td>
        {changedFields(before, after).map((name) => (
          <div key={name}>
            {texts.change(
              lookUp(texts.concerns[namespace].fields, name)?.label ?? name,
              said(name, before[name]),
              said(name, after[name]),
            )}
          </div>
        ))}
      </td>
      <td>{reason}</td>
    </tr>
  )
}
