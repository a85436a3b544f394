import type { createPriceList } from '@comptoir/contracts/catalog/price-list-routes'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useApi } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { priceListsKey } from '../lists/use-price-lists.ts'
import classes from '../prices.module.css'
import { usePriceWords } from '../use-price-words.ts'
import { PriceListFields, priceListLabels } from './price-list-fields.tsx'
import {
  fieldOf,
  newPriceListBody,
  noPriceList,
  type PriceListValues,
} from './price-list-values.ts'
import { refuseUnfilled } from './refuse-unfilled.ts'
import { priceListKey } from './use-price-list.ts'

/** A price list that does not exist yet. Sent again after a lost answer, it is made once. */
export function NewPriceList() {
  const texts = usePriceWords()
  const { call } = useApi()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm<PriceListValues>({ name: 'new price list', saved: noPriceList, fieldOf })
  const saving = useSave(form, {
    async save(values) {
      refuseUnfilled(values)
      return await call<typeof createPriceList>('POST /api/price-lists', {
        body: newPriceListBody(values),
      })
    },
    isNew: true,
    async onSaved(answer) {
      const { priceListId } = answer
      queries.setQueryData(priceListKey(priceListId), answer)
      void queries.invalidateQueries({ queryKey: priceListsKey })
      await navigate({ to: '/prices/lists/$priceListId', params: { priceListId }, search: true })
    },
  })
  return (
    <PlainPage back={<BackLink to="/prices/lists" text={texts.back} />} title={texts.create}>
      <form className={classes['form']} onSubmit={saving.submit}>
        <PriceListFields form={form} isNew />
        <SaveBar
          saving={saving}
          labels={priceListLabels(texts)}
          within="/prices/lists/_new"
          action={texts.createAction}
        />
      </form>
    </PlainPage>
  )
}
