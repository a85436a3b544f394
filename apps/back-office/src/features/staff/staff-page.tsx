import { getRouteApi, Link } from '@tanstack/react-router'
import { staffEn, staffFr } from '../../messages/staff.ts'
import { useWords } from '../../office.tsx'
import { PageTitle } from '../../ui/detail/page-title.tsx'
import { Invitations } from './invitations.tsx'
import { People } from './people.tsx'
import { RoleTable } from './role-table.tsx'
import classes from './staff.module.css'

const route = getRouteApi('/staff/$tab')
const tabs = ['people', 'invitations', 'roles'] as const
type Tab = (typeof tabs)[number]

/** Who works for the shop, who is invited to, and what each role may do. */
export function StaffPage() {
  const { tab: named } = route.useParams()
  const texts = useWords({ fr: staffFr, en: staffEn })
  const tab = tabs.find((one) => one === named) ?? 'people'
  if (tab === 'people') return <People tabs={<Tabs chosen={tab} />} />
  return (
    <article className={classes['page']}>
      <PageTitle text={`${texts.title} · ${texts.tabs[tab]}`} />
      <Tabs chosen={tab} />
      {tab === 'invitations' ? <Invitations /> : <RoleTable />}
    </article>
  )
}

function Tabs({ chosen }: { readonly chosen: Tab }) {
  const texts = useWords({ fr: staffFr, en: staffEn })
  return (
    <nav className={classes['tabs']} aria-label={texts.title}>
      {tabs.map((tab) => (
        <Link
          key={tab}
          to="/staff/$tab"
          params={{ tab }}
          aria-current={tab === chosen ? 'page' : undefined}
        >
          {texts.tabs[tab]}
        </Link>
      ))}
    </nav>
  )
}
