import { formatRate } from '@comptoir/site/rate'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { DetailsForm } from '../vendor/details-form.tsx'
import { History } from '../vendor/history.tsx'
import { Checked } from '../vendor/profile.tsx'
import { useVendor } from '../vendor/use-vendor.ts'
import { useVendorWords, vendorTones } from '../vendor-words.ts'

/** Who a vendor is to the shop, and what it changes of that itself. */
export function OwnDetailsPage() {
  const { vendorId } = usePermissions()
  return vendorId === undefined ? null : <OwnDetails vendorId={vendorId} />
}

function OwnDetails({ vendorId }: { readonly vendorId: string }) {
  const texts = useVendorWords()
  const locale = useLocale()
  return (
    <DetailPage
      asked={useVendor(vendorId)}
      back={null}
      title={({ name }) => name}
      head={({ status, commissionBps }) => (
        <>
          <StatusBadge text={texts.statuses[status]} tone={vendorTones[status]} />
          {commissionBps === undefined ? null : (
            <span>{texts.commissionIs(formatRate(commissionBps, locale))}</span>
          )}
        </>
      )}
    >
      {(vendor) => (
        <div className={classes['columns']}>
          <div>
            <DetailsForm vendor={vendor} mayChangeAll={false} within="/my-shop/details" />
          </div>
          <div>
            <section className={classes['block']}>
              <h2>{texts.checked}</h2>
              <p className={classes['hint']}>{texts.checkedHint}</p>
              <Checked vendor={vendor} />
            </section>
            <History vendor={vendor} />
          </div>
        </div>
      )}
    </DetailPage>
  )
}
