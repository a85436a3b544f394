import { TextInput } from '@mantine/core'
import { addressEn, addressFr } from '../../../messages/orders/address.ts'
import { useWords } from '../../../office.tsx'
import classes from '../order/order.module.css'
import { type AddressValues, addressFields } from './address-values.ts'

type Props = {
  readonly legend: string
  readonly values: AddressValues
  readonly onChange: (values: AddressValues) => void
  /** What is wrong with a field. */
  readonly errorOf: (field: keyof AddressValues) => string | undefined
}

const words = { fr: addressFr, en: addressEn }
const optional: readonly string[] = ['company', 'line2', 'phone']
const limits: Readonly<Partial<Record<keyof AddressValues, number>>> = {
  ...{ postalCode: 16, countryCode: 2, phone: 32 },
}

/** Where something goes. */
export function AddressFields({ legend, values, onChange, errorOf }: Props) {
  const labels = useWords(words)
  return (
    <fieldset className={classes['fields']}>
      <legend>{legend}</legend>
      {addressFields.map((field) => (
        <TextInput
          key={field}
          label={labels[field]}
          value={values[field]}
          error={errorOf(field)}
          withAsterisk={!optional.includes(field)}
          maxLength={limits[field] ?? 100}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) =>
            onChange({
              ...values,
              [field]: field === 'countryCode' ? value.toUpperCase() : value,
            })
          }
        />
      ))}
    </fieldset>
  )
}
