import type {
  archivePriceList,
  replacePriceList,
} from '@comptoir/contracts/catalog/price-list-routes'
import type { PriceListView } from '@comptoir/contracts/catalog/price-list-schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { ifMatch } from '../../../ui/actions/if-match.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { SaveBar } from '../../../ui/form/save-bar.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { useSave } from '../../../ui/form/use-save.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useToast } from '../../../ui/toast/use-toast.ts'
import { customersText, phaseTones, windowText } from '../lists/price-list-columns.tsx'
import { priceListsKey } from '../lists/use-price-lists.ts'
import classes from '../prices.module.css'
import { usePriceWords } from '../use-price-words.ts'
import { PriceListFields, priceListLabels } from './price-list-fields.tsx'
import {
  fieldOf,
  type PriceListValues,
  priceListBody,
  priceListValues,
} from './price-list-values.ts'
import { refuseUnfilled } from './refuse-unfilled.ts'
import { priceListKey, usePriceList, useReadPriceList } from './use-price-list.ts'

const route = getRouteApi('/prices/lists/$priceListId')

/** A price list: whom and when it is for, and its prices. */
export function PriceListPage() {
  const { priceListId } = route.useParams()
  const texts = usePriceWords()
  const locale = useLocale()
  const asked = usePriceList(priceListId)
  return (
    <DetailPage
      key={priceListId}
      asked={asked}
      back={<BackLink to="/prices/lists" text={texts.back} />}
      title={({ name }) => readText(name, locale).text}
      head={({ phase }) => <StatusBadge text={texts.phases[phase]} tone={phaseTones[phase]} />}
    >
      {(list) => <Opened list={list} />}
    </DetailPage>
  )
}

type Props = { readonly list: PriceListView }

function Opened({ list }: Props) {
  const texts = usePriceWords()
  const locale = useLocale()
  const { may } = usePermissions()
  return (
    <>
      <Facts
        rows={[
          [texts.id, <code key="id">{list.priceListId}</code>],
          [texts.columns.customers, customersText(list, texts)],
          [texts.columns.window, windowText(list, texts, locale)],
          [texts.columns.updatedAt, formatDate(list.updatedAt, 'moment', locale)],
        ]}
      />
      {may('prices.write') ? (
        <>
          {list.status === 'archived' ? null : <Archive list={list} />}
          <PriceListForm list={list} />
        </>
      ) : null}
    </>
  )
}

function usePriceListForm(list: PriceListView) {
  const { call } = useApi()
  const queries = useQueryClient()
  const read = useReadPriceList()
  const locale = useLocale()
  const { priceListId, version } = list
  const form = useForm<PriceListValues>({
    ...{
      name: `price list ${priceListId}`,
      saved: priceListValues(list, locale),
      version,
      fieldOf,
    },
  })
  const saving = useSave(form, {
    async save(values, known) {
      refuseUnfilled(values)
      return await call<typeof replacePriceList>('PUT /api/price-lists/{priceListId}', {
        params: { priceListId },
        body: priceListBody(values, list),
        headers: ifMatch(known),
      })
    },
    async latest() {
      const now = await read(priceListId)
      queries.setQueryData(priceListKey(priceListId), now)
      return { values: priceListValues(now, locale), version: now.version }
    },
    onSaved(answer) {
      queries.setQueryData(priceListKey(priceListId), answer)
      return queries.invalidateQueries({ queryKey: priceListsKey })
    },
  })
  return { form, saving }
}

function PriceListForm({ list }: Props) {
  const texts = usePriceWords()
  const { form, saving } = usePriceListForm(list)
  return (
    <form className={classes['form']} onSubmit={saving.submit}>
      <PriceListFields form={form} />
      <SaveBar
        saving={saving}
        labels={priceListLabels(texts)}
        within={`/prices/lists/${list.priceListId}`}
      />
    </form>
  )
}

/** Ends a price list; what it priced so far stays known. */
function Archive({ list: { priceListId, version, name: names, entries } }: Props) {
  const texts = usePriceWords()
  const locale = useLocale()
  const { call } = useApi()
  const queries = useQueryClient()
  const toast = useToast()
  const name = readText(names, locale).text
  // also after a refusal: it may be of another version
  const changed = () => {
    void queries.invalidateQueries({ queryKey: priceListKey(priceListId) })
    void queries.invalidateQueries({ queryKey: priceListsKey })
  }
  async function archive(): Promise<void> {
    await call<typeof archivePriceList>('DELETE /api/price-lists/{priceListId}', {
      params: { priceListId },
      headers: ifMatch(version),
    }).finally(changed)
    toast(texts.archived(name))
  }
  return (
    <div className={classes['actions']}>
      <DangerAction
        asksWhy={false}
        action={texts.archive}
        effect={texts.archiveEffect(name, entries.length)}
        request={`archive price list ${priceListId}`}
        run={archive}
      />
    </div>
  )
}
