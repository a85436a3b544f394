import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import { countryName } from '@comptoir/site/country-name'
import { formatDate } from '@comptoir/site/dates'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { Facts } from '../../../ui/detail/facts.tsx'
import { PersonName } from '../../../ui/person-name.tsx'
import { useVendorWords } from '../vendor-words.ts'
import { DetailsForm } from './details-form.tsx'
import { History } from './history.tsx'

type Props = { readonly vendor: Vendor }

/** Who the vendor is, what was checked, and what became of it. */
export function Profile({ vendor }: Props) {
  const texts = useVendorWords()
  const { may } = usePermissions()
  const { vendorId, status } = vendor
  const canChange = may('vendors.write') && status !== 'closed'
  return (
    <div className={classes['columns']}>
      <div>
        <section className={classes['block']}>
          <h2>{texts.details}</h2>
          {canChange ? (
            <DetailsForm
              key={vendorId}
              vendor={vendor}
              mayChangeAll
              within={`/vendors/${vendorId}/`}
            />
          ) : (
            <ShownDetails vendor={vendor} />
          )}
        </section>
      </div>
      <div>
        <section className={classes['block']}>
          <h2>{texts.checked}</h2>
          <Checked vendor={vendor} />
        </section>
        <History vendor={vendor} />
      </div>
    </div>
  )
}

/** What was verified before the vendor could sell. */
export function Checked({ vendor }: Props) {
  const texts = useVendorWords()
  const locale = useLocale()
  const { siret, tradeRegister, vat, identityProof, payoutAccount, vendorId, ownerId } = vendor
  const kind = lookUp(texts.identityKinds, identityProof.kind) ?? identityProof.kind
  const vatText = vat && `${vat.vatId} · ${texts.vatStatuses[vat.status]}`
  const checkedAt = vat?.checkedAt && formatDate(vat.checkedAt, 'date', locale)
  return (
    <Facts
      rows={[
        [texts.fields.legalName, vendor.legalName],
        [texts.fields.siret, siret],
        [texts.register, tradeRegister && `${tradeRegister.name} ${tradeRegister.number}`],
        [texts.fields.vatId, [vatText, checkedAt].filter(Boolean).join(' · ')],
        [texts.identity, `${kind} · ${identityProof.reference}`],
        [texts.account, `${payoutAccount.holder} · ${payoutAccount.iban}`],
        [texts.owner, <PersonName key={ownerId} userId={ownerId} />],
        [texts.columns.vendorId, vendorId],
      ]}
    />
  )
}

/** The details where nobody changes them. */
function ShownDetails({ vendor }: Props) {
  const texts = useVendorWords()
  const locale = useLocale()
  const { address, contact, name, phone, email } = vendor
  const place = [address.line1, address.line2, `${address.postalCode} ${address.city}`]
  return (
    <Facts
      rows={[
        [texts.fields.name, name],
        [
          texts.address,
          [...place, countryName(address.countryCode, locale)].filter(Boolean).join(', '),
        ],
        [texts.fields.phone, phone],
        [texts.fields.email, email],
        [
          texts.fields.contactName,
          [contact.name, contact.email, contact.phone].filter(Boolean).join(' · '),
        ],
      ]}
    />
  )
}
