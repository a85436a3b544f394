import type { OrderDraft } from '@comptoir/contracts/orders/by-staff/draft-schemas'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { NativeSelect, TextInput } from '@mantine/core'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import type { Form } from '../../../ui/form/use-form.ts'
import { AddressFields } from '../address/address-fields.tsx'
import classes from '../order/order.module.css'
import { DraftLines } from './draft-lines.tsx'
import { useDraftTexts } from './draft-texts.ts'
import type { DraftValues } from './draft-values.ts'
import { FindAccount } from './find-account.tsx'

export type FieldsProps = { readonly form: Form<DraftValues> }
type Props = FieldsProps & { readonly options: OrderDraft['shippingOptions'] }

/** Who buys, what, for where, and what was agreed. */
export function DraftFields({ form, options }: Props) {
  const texts = useDraftTexts()
  const { fields } = texts
  const { may } = usePermissions()
  const languages = Object.entries(texts.languages).map(([value, label]) => ({ value, label }))
  return (
    <>
      <div className={classes['fields']}>
        <TextInput
          type="email"
          label={fields.email}
          description={texts.customerHint}
          {...form.text('email')}
          required={form.values.userId === ''}
        />
        <TextInput
          label={fields.userId}
          description={texts.accountHint}
          maxLength={80}
          {...form.text('userId')}
        />
        {may('customers.read') ? <FindAccount form={form} /> : null}
        <NativeSelect label={fields.locale} data={languages} {...form.text('locale')} />
      </div>
      <DraftLines form={form} />
      <TextInput label={fields.codes} mb="md" maw={720} {...form.text('codes')} />
      <AddressFields
        legend={fields.address}
        values={form.values.address}
        onChange={(address) => form.set('address', address)}
        errorOf={(field) => form.errorOf(`address.${field}`)}
      />
      <ShippingOption form={form} options={options} />
      {may('orders.write') ? (
        <div className={classes['fields']}>
          <TextInput
            label={fields.discount}
            inputMode="decimal"
            pattern="\s*\d{1,3}([.,]\d{1,2})?\s*"
            {...form.text('discount')}
          />
          <TextInput
            label={fields.reason}
            maxLength={500}
            required={
              form.values.discount !== '' || form.values.lines.some(({ price }) => price !== null)
            }
            {...form.text('reason')}
          />
        </div>
      ) : null}
    </>
  )
}

function ShippingOption({ form, options }: Props) {
  const texts = useDraftTexts()
  const locale = useLocale()
  if (!options) return <p className={classes['hint']}>{texts.optionsLater}</p>
  return (
    <NativeSelect
      label={texts.fields.shippingOptionId}
      mb="md"
      maw={720}
      data={[
        { value: '', label: texts.noOption },
        ...options.map(({ optionId, name, price, unavailable = false }) => ({
          value: optionId,
          label: `${readText(name, locale).text} · ${formatMoney(price, locale)}`,
          disabled: unavailable,
        })),
      ]}
      {...form.text('shippingOptionId')}
    />
  )
}
