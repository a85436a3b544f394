import type { SettingsNamespace } from '@comptoir/contracts/admin/settings'
import { getRouteApi, Link } from '@tanstack/react-router'
import { settingsEn, settingsFr } from '../../messages/settings.ts'
import { useWords } from '../../office.tsx'
import { Asked } from '../../ui/asked.tsx'
import { PageTitle } from '../../ui/detail/page-title.tsx'
import { namespaces } from './setting-kinds.ts'
import classes from './settings.module.css'
import { SettingsForm } from './settings-form.tsx'
import { SettingsHistory } from './settings-history.tsx'
import { useSettings, useSettingsList } from './use-settings.ts'

const route = getRouteApi('/settings/$page')

/** What the shop runs by, concern by concern; the address names the one that is open. */
export function SettingsPage() {
  const { page } = route.useParams()
  const namespace = namespaces.find((one) => one === page) ?? 'shop'
  return (
    <div className={classes['page']}>
      <Concerns chosen={namespace} />
      <Concern key={namespace} namespace={namespace} />
    </div>
  )
}

function Concerns({ chosen }: { readonly chosen: SettingsNamespace }) {
  const texts = useWords({ fr: settingsFr, en: settingsEn })
  const list = useSettingsList()
  // the way to a concern is there also when nobody can say what was changed in it
  const setIn = new Map(list.data?.items.map(({ namespace, set }) => [namespace, set.length]))
  return (
    <nav className={classes['concerns']} aria-label={texts.title}>
      <p className={classes['name']}>{texts.title}</p>
      <ul>
        {namespaces.map((namespace) => (
          <li key={namespace}>
            <Link
              to="/settings/$page"
              params={{ page: namespace }}
              aria-current={namespace === chosen ? 'page' : undefined}
            >
              {texts.concerns[namespace].title}
              {setIn.get(namespace) ? (
                <small>{texts.setCount(setIn.get(namespace) ?? 0)}</small>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Concern({ namespace }: { readonly namespace: SettingsNamespace }) {
  const texts = useWords({ fr: settingsFr, en: settingsEn })
  const { asked, keep, readNow } = useSettings(namespace)
  const { title, text } = texts.concerns[namespace]
  return (
    <article className={classes['concern']}>
      <PageTitle text={title} />
      <p className={classes['hint']}>{text}</p>
      <Asked asked={asked}>
        {(view) => (
          <>
            <SettingsForm view={view} keep={keep} readNow={readNow} />
            <SettingsHistory namespace={namespace} />
          </>
        )}
      </Asked>
    </article>
  )
}
