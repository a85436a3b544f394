import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { PromotionTexts } from '../../../messages/promotions/promotions.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { promotionTones } from '../promotion-tones.ts'
import { benefitText, periodText } from '../rule/sentences.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = ['name', 'status', 'code', 'benefit', 'period', 'updated'] as const

/** The columns of the list of promotions. */
export function promotionColumns(texts: PromotionTexts, locale: Locale): Column<Promotion>[] {
  const { columns, statuses } = texts
  const speaking = { texts, locale }
  const benefit = (of: Promotion) => capital(benefitText(of.benefit, speaking))
  const period = ({ window }: Promotion) => periodText(window, speaking)
  const code = (of: Promotion) => codeText(of, texts)
  return [
    {
      ...{ id: 'name', header: columns.name, text: ({ name }) => readText(name, locale).text },
      cell: ({ promotionId, name }) => {
        const { text, lang } = readText(name, locale)
        const params = { promotionId, tab: 'rule' }
        return (
          <Link to="/promotions/$promotionId/$tab" params={params} search={true} lang={lang}>
            {text}
          </Link>
        )
      },
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={promotionTones[status]} />,
    },
    { ...{ id: 'code', header: columns.code, text: code }, cell: code },
    { ...{ id: 'benefit', header: columns.benefit, text: benefit }, cell: benefit },
    { ...{ id: 'period', header: columns.period, text: period }, cell: period },
    {
      ...{ id: 'priority', header: columns.priority, isAmount: true },
      cell: ({ priority }) => priority,
      text: ({ priority }) => String(priority),
    },
    {
      ...{ id: 'updated', header: columns.updated, text: ({ updatedAt }) => updatedAt },
      cell: ({ updatedAt }) => (
        <time dateTime={updatedAt}>{formatDate(updatedAt, 'moment', locale)}</time>
      ),
    },
  ]
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function codeText({ activation, code }: Promotion, { automatic, batches }: PromotionTexts): string {
  if (activation === 'automatic') return automatic
  return code ?? batches
}
