import type {
  lookUpRedemptions,
  OrderRedemptions,
} from '@comptoir/contracts/promotions/redemption-routes'
import { formatMoney } from '@comptoir/site/money'
import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { useDraft } from '../../../ui/draft.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import { orderIdsIn } from './order-ids.ts'

/** What some orders used of promotions, this one and others. */
export function Redemptions({ promotionId }: { readonly promotionId: string }) {
  const { call } = useApi()
  const { figures: words } = usePromotionWords()
  const [text, setText] = useDraft(`redemptions ${promotionId}`)
  const orderIds = orderIdsIn(text)
  const looking = useMutation({
    mutationFn: () =>
      call<typeof lookUpRedemptions>('POST /api/promotions/redemptions/lookup', {
        body: { orderIds },
      }),
  })
  return (
    <>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          looking.mutate()
        }}
      >
        <Textarea
          label={words.orderIds}
          description={words.orderIdsHelp}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          autosize
          minRows={2}
          required
        />
        <div>
          <Button type="submit" disabled={orderIds.length === 0} loading={looking.isPending}>
            {words.look}
          </Button>
        </div>
      </form>
      {looking.isError ? <ProblemNote problem={problemIn(looking.error)} /> : null}
      <div role="status">{looking.data ? <Found items={looking.data.items} /> : null}</div>
    </>
  )
}

function Found({ items }: { readonly items: readonly OrderRedemptions[] }) {
  const { figures: words } = usePromotionWords()
  const locale = useLocale()
  if (items.length === 0) return <p>{words.none}</p>
  return (
    <Wide label={words.lookUp}>
      <table className={classes['table']}>
        <caption className="unseen">{words.lookUp}</caption>
        <thead>
          <tr>
            <th scope="col">{words.order}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.used}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ orderId, status, redemptions }) => (
            <tr key={orderId}>
              <td>
                <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
                  {orderId}
                </Link>
              </td>
              <td>{words.statuses[status]}</td>
              <td>
                {redemptions
                  .map(({ promotionId, code, amount }) =>
                    [code ?? promotionId, formatMoney(amount, locale)].join(' '),
                  )
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
