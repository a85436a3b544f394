import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import type {
  PromotionStatistics,
  readPromotionStatistics,
} from '@comptoir/contracts/promotions/redemption-routes'
import { formatMoney, type MoneyAmount } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Facts } from '../../../ui/detail/facts.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StaleNote } from '../../../ui/stale-note.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import { Redemptions } from './redemptions.tsx'

type Props = { readonly promotion: Promotion }

/** How often a promotion was used, what it cost, and what orders used of it. */
export function FiguresTab({ promotion: { promotionId } }: Props) {
  const { call } = useApi()
  const { figures: words } = usePromotionWords()
  const asked = useQuery({
    queryKey: ['promotions', 'GetPromotionStatistics', promotionId],
    queryFn: ({ signal }) =>
      call<typeof readPromotionStatistics>('GET /api/promotions/{promotionId}/statistics', {
        params: { promotionId },
        signal,
      }),
  })
  return (
    <>
      <section className={classes['block']}>
        <h2>{words.title}</h2>
        {asked.isError ? (
          <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
        ) : null}
        {asked.isError && asked.data ? <StaleNote readAt={asked.dataUpdatedAt} /> : null}
        {asked.data ? <Figures statistics={asked.data} /> : null}
      </section>
      <section className={classes['block']}>
        <h2>{words.lookUp}</h2>
        <Redemptions promotionId={promotionId} />
      </section>
    </>
  )
}

type FigureProps = { readonly statistics: PromotionStatistics }

function Figures({ statistics }: FigureProps) {
  const { figures: words } = usePromotionWords()
  const locale = useLocale()
  const money = (amounts: readonly MoneyAmount[]) =>
    amounts.map((amount) => formatMoney(amount, locale)).join(', ')
  const { usesLeft, budgetLeft } = statistics
  const rows = (['confirmed', 'reserved', 'released'] as const).map((name) => ({
    ...{ name, count: statistics[name], cost: money(statistics[`${name}Amounts`]) },
  }))
  return (
    <>
      <table className={classes['table']}>
        <caption className="unseen">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.state}</th>
            <th scope="col" className={classes['amount']}>
              {words.count}
            </th>
            <th scope="col" className={classes['amount']}>
              {words.cost}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, count, cost }) => (
            <tr key={name}>
              <th scope="row">{words[name]}</th>
              <td className={classes['amount']}>{count}</td>
              <td className={classes['amount']}>{cost}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Facts
        rows={[
          [words.usesLeft, usesLeft],
          [words.budgetLeft, budgetLeft && formatMoney(budgetLeft, locale)],
        ]}
      />
    </>
  )
}
