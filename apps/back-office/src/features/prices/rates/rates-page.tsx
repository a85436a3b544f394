import type { TaxCountry } from '@comptoir/contracts/billing/tax-schemas'
import { countryName } from '@comptoir/site/country-name'
import { NativeSelect } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { Asked } from '../../../ui/asked.tsx'
import { PricePage } from '../price-page.tsx'
import classes from '../prices.module.css'
import { useTaxWords } from '../use-tax-words.ts'
import { RateHistory } from './rate-history.tsx'
import { RateTable } from './rate-table.tsx'
import { SetRate } from './set-rate.tsx'
import { TaxPreview } from './tax-preview.tsx'
import { useTaxCountries, useTaxCountry } from './use-tax-country.ts'

const route = getRouteApi('/prices/rates')

/** The VAT rates of a country, its history, and what a basket would cost by them. */
export function RatesPage() {
  const { rates: texts } = useTaxWords()
  const locale = useLocale()
  const { country = 'FR' } = route.useSearch()
  const navigate = route.useNavigate()
  const known = useTaxCountries()
  const asked = useTaxCountry(country)
  const codes = known.includes(country) ? known : [country, ...known]
  return (
    <PricePage title={texts.title}>
      <div className={classes['row']}>
        <NativeSelect
          label={texts.country}
          value={country}
          onChange={({ currentTarget }) =>
            void navigate({ to: '/prices/rates', search: { country: currentTarget.value } })
          }
          data={codes.map((value) => ({ value, label: countryName(value, locale) }))}
        />
      </div>
      <div className={classes['columns']}>
        <div>
          <Asked key={country} asked={asked}>
            {(table) => <Rates table={table} />}
          </Asked>
        </div>
        <TaxPreview key={country} country={country} countries={codes} />
      </div>
      {asked.data ? <RateHistory table={asked.data} /> : null}
    </PricePage>
  )
}

function Rates({ table }: { readonly table: TaxCountry }) {
  const { may } = usePermissions()
  return (
    <>
      {may('taxes.write') ? <SetRate table={table} /> : null}
      <RateTable table={table} />
    </>
  )
}
