import type { PriceListPhase, PriceListView } from '@comptoir/contracts/catalog/price-list-schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { Link } from '@tanstack/react-router'
import type { PriceMessages } from '../../../messages/catalogue/prices.ts'
import type { Locale } from '../../../messages/messages.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx'

export const phaseTones: Readonly<Record<PriceListPhase, StatusTone>> = {
  ...{ draft: 'calm', scheduled: 'calm', running: 'good', ended: 'ended', archived: 'ended' },
}

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['name', 'phase', 'customers', 'window', 'entries', 'priority'],
] as const

/** Whom a price list is for, in words. */
export function customersText(
  { customerStatuses, customerTags }: PriceListView,
  texts: PriceMessages,
): string {
  const all = [...customerStatuses.map((one) => texts.customerStatuses[one]), ...customerTags]
  return all.length === 0 ? texts.everyone : all.join(', ')
}

/** From when to when a price list counts, in words. */
export function windowText(
  { startsAt, endsAt }: Pick<PriceListView, 'startsAt' | 'endsAt'>,
  texts: PriceMessages,
  locale: Locale,
): string {
  const text = (moment: string) => formatDate(moment, 'moment', locale)
  if (startsAt && endsAt) return texts.between(text(startsAt), text(endsAt))
  if (startsAt) return texts.from(text(startsAt))
  return endsAt ? texts.until(text(endsAt)) : texts.always
}

/** The columns of the list of price lists. */
export function priceListColumns(texts: PriceMessages, locale: Locale): Column<PriceListView>[] {
  const { columns, phases } = texts
  const nameOf = ({ name }: PriceListView) => readText(name, locale)
  const plain = [
    ['customers', (list: PriceListView) => customersText(list, texts), false],
    ['window', (list: PriceListView) => windowText(list, texts, locale), false],
    ['entries', ({ entries }: PriceListView) => String(entries.length), true],
    ['priority', ({ priority }: PriceListView) => String(priority), true],
    ['currency', ({ currency }: PriceListView) => currency, false],
    ['updatedAt', ({ updatedAt }: PriceListView) => formatDate(updatedAt, 'moment', locale), false],
  ] as const
  return [
    {
      ...{ id: 'name', header: columns.name, text: (list) => nameOf(list).text },
      cell: (list) => (
        <Link
          to="/prices/lists/$priceListId"
          params={{ priceListId: list.priceListId }}
          search={true}
          lang={nameOf(list).lang}
        >
          {nameOf(list).text}
        </Link>
      ),
    },
    {
      ...{ id: 'phase', header: columns.phase, text: ({ phase }) => phases[phase] },
      cell: ({ phase }) => <StatusBadge text={phases[phase]} tone={phaseTones[phase]} />,
    },
    ...plain.map(([id, text, isAmount]) => ({
      ...{ id, header: columns[id], cell: text, text, isAmount },
    })),
  ]
}
