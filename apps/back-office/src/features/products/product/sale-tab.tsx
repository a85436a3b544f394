import type { WithdrawalExclusion } from '@comptoir/contracts/catalog/withdrawal-exclusion'
import { NativeSelect, TextInput } from '@mantine/core'
import { productEn, productFr } from '../../../messages/products/product.ts'
import { productsEn, productsFr } from '../../../messages/products/products.ts'
import { useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { wordsOf } from '../../../ui/data-list/list-search.ts'
import type { Form } from '../../../ui/form/use-form.ts'
import classes from '../products.module.css'
import type { ProductValues } from './product-values.ts'

type Props = { readonly form: Form<ProductValues> }

const exclusions = wordsOf<WithdrawalExclusion>({
  ...{ made_to_measure: true, perishable: true, sealed_hygiene: true, mixed: true },
  ...{ sealed_media: true, press: true, digital: true },
})

/** How, when and by whom it is sold. */
export function SaleTab({ form }: Props) {
  const texts = useWords({ fr: productFr, en: productEn })
  const { visibilities } = useWords({ fr: productsFr, en: productsEn })
  const { may } = usePermissions()
  return (
    <div className={classes['fields']}>
      <NativeSelect
        label={texts.fields.visibility}
        data={(['listed', 'unlisted'] as const).map((value) => ({
          value,
          label: visibilities[value],
        }))}
        {...form.text('visibility')}
      />
      <TextInput
        type="datetime-local"
        label={texts.fields.publishAt}
        description={texts.publishAtHint}
        {...form.text('publishAt')}
      />
      <TextInput
        label={texts.fields.taxClass}
        description={texts.taxClassHint}
        maxLength={40}
        required
        {...form.text('taxClass')}
      />
      <NativeSelect
        label={texts.fields.withdrawalExclusion}
        description={texts.exclusionHint}
        data={[
          { value: '', label: texts.noExclusion },
          ...exclusions.map((value) => ({ value, label: texts.exclusions[value] })),
        ]}
        {...form.text('withdrawalExclusion')}
      />
      {may('catalogue.write') ? (
        <>
          <TextInput
            label={texts.fields.vendorId}
            description={texts.vendorHint}
            maxLength={80}
            {...form.text('vendorId')}
          />
          <TextInput
            label={texts.fields.externalId}
            description={texts.externalHint}
            maxLength={120}
            {...form.text('externalId')}
          />
        </>
      ) : null}
    </div>
  )
}
