import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import { formatRate } from '@comptoir/site/rate'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLocale } from '../../../office.tsx'
import { type Right, usePermissions } from '../../../session/use-permissions.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { TabNav, tabProps } from '../../../ui/detail/tab-nav.tsx'
import bar from '../../../ui/detail/tabs.module.css'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Ledger } from '../money/ledger.tsx'
import { Payouts } from '../money/payouts.tsx'
import { useVendorWords, vendorTones } from '../vendor-words.ts'
import { Decisions } from './decisions.tsx'
import { Profile } from './profile.tsx'
import { useVendor } from './use-vendor.ts'
import own from './vendor.module.css'
import { VendorOrders } from './vendor-orders.tsx'

const route = getRouteApi('/vendors/$vendorId/$tab')

type Tab = { readonly needs: Right; readonly show: (vendor: Vendor) => ReactNode }

const tabs = {
  profile: { needs: 'vendors.read', show: (vendor) => <Profile vendor={vendor} /> },
  ledger: {
    needs: 'vendor-payouts.read',
    show: ({ vendorId }) => <Ledger vendorId={vendorId} />,
  },
  payouts: {
    needs: 'vendor-payouts.read',
    show: ({ vendorId }) => <Payouts vendorId={vendorId} />,
  },
  orders: { needs: 'orders.read', show: ({ vendorId }) => <VendorOrders vendorId={vendorId} /> },
} as const satisfies Readonly<Record<string, Tab>>

type TabName = keyof typeof tabs
const tabNames = Object.keys(tabs) as TabName[]

/** A vendor: who it is, what was decided, what it gets. Its address names the tab. */
export function VendorPage() {
  const { vendorId, tab } = route.useParams()
  const texts = useVendorWords()
  const locale = useLocale()
  const name = tabNames.find((one) => one === tab) ?? 'profile'
  return (
    <DetailPage
      key={vendorId}
      asked={useVendor(vendorId)}
      back={<BackLink to="/vendors" text={texts.back} />}
      title={(vendor) => vendor.name}
      head={({ status, commissionBps }) => (
        <>
          <StatusBadge text={texts.statuses[status]} tone={vendorTones[status]} />
          {commissionBps === undefined ? null : (
            <span>{texts.commissionIs(formatRate(commissionBps, locale))}</span>
          )}
          <Link className={own['products']} to="/products" search={{ vendor: vendorId }}>
            {texts.products}
          </Link>
        </>
      )}
    >
      {(vendor) => <Tabs vendor={vendor} name={name} />}
    </DetailPage>
  )
}

function Tabs({ vendor, name }: { readonly vendor: Vendor; readonly name: TabName }) {
  const texts = useVendorWords()
  const { may, isKnown } = usePermissions()
  const open = tabNames.filter((one) => may(tabs[one].needs))
  const shown = isKnown && !open.includes(name) ? open[0] : name
  return (
    <>
      <Decisions vendor={vendor} />
      <TabNav label={vendor.name}>
        {open.map((one) => (
          <Link
            key={one}
            to="/vendors/$vendorId/$tab"
            params={{ vendorId: vendor.vendorId, tab: one }}
            search={true}
            className={bar['tab']}
            {...tabProps(one === shown)}
          >
            {texts.tabs[one]}
          </Link>
        ))}
      </TabNav>
      {shown && may(tabs[shown].needs) ? tabs[shown].show(vendor) : null}
    </>
  )
}
