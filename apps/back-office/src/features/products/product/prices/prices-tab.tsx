import type { readProductPrices } from '@comptoir/contracts/catalog/product-routes'
import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import type { AnswerOf } from '@comptoir/contracts/platform/operation-types'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { productEn, productFr } from '../../../../messages/products/product.ts'
import { useApi, useLocale, useWords } from '../../../../office.tsx'
import { Notice } from '../../../../ui/notice.tsx'
import { problemIn } from '../../../../ui/problem.ts'
import { ProblemNote } from '../../../../ui/problem-note.tsx'
import { Wide } from '../../../../ui/wide.tsx'
import classes from '../../products.module.css'
import { lowestOf30Days, pricesOf } from './price-history.ts'

type Props = { readonly product: ProductView }

/** What each variant costs now, by the price lists too, what it cost before, and the lowest price of thirty days. */
export function PricesTab({ product }: Props) {
  const { prices: texts } = useWords({ fr: productFr, en: productEn })
  const { call } = useApi()
  const { productId, version } = product
  const now = useQuery({
    queryKey: ['catalog', 'GetProductPrices', productId, version],
    queryFn: ({ signal }) =>
      call<typeof readProductPrices>('GET /api/products/{id}/prices', {
        params: { id: productId },
        signal,
      }),
  })
  return (
    <>
      {now.isError ? (
        <ProblemNote problem={problemIn(now.error)} retry={() => void now.refetch()} />
      ) : null}
      {now.data?.degraded ? <Notice tone="attention">{texts.degraded}</Notice> : null}
      <Prices product={product} now={now.data?.items ?? []} />
      <History product={product} />
    </>
  )
}

type NowPrices = AnswerOf<typeof readProductPrices>['items']

function Prices({ product, now }: Props & { readonly now: NowPrices }) {
  const { prices: texts } = useWords({ fr: productFr, en: productEn })
  const locale = useLocale()
  const today = new Date()
  const { variants, priceHistory = [] } = product
  return (
    <Wide label={texts.now}>
      <table className={classes['table']}>
        <caption>{texts.now}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.sku}</th>
            <th scope="col" className={classes['amount']}>
              {texts.base}
            </th>
            <th scope="col" className={classes['amount']}>
              {texts.shown}
            </th>
            <th scope="col">{texts.list}</th>
            <th scope="col" className={classes['amount']}>
              {texts.former}
            </th>
            <th scope="col" className={classes['amount']}>
              {texts.lowest}
            </th>
          </tr>
        </thead>
        <tbody>
          {variants.map(({ sku, price, compareAtPrice }) => {
            const shown = now.find((one) => one.sku === sku)
            const lowest = lowestOf30Days(priceHistory, sku, today)
            return (
              <tr key={sku}>
                <td>{sku}</td>
                <td className={classes['amount']}>{formatMoney(price, locale)}</td>
                <td className={classes['amount']}>
                  {shown ? formatMoney(shown.price, locale) : '–'}
                </td>
                <td>
                  {shown?.priceOrigin
                    ? readText(shown.priceOrigin.name, locale).text
                    : texts.noList}
                </td>
                <td className={classes['amount']}>
                  {compareAtPrice ? formatMoney(compareAtPrice, locale) : '–'}
                </td>
                <td className={classes['amount']}>{lowest ? formatMoney(lowest, locale) : '–'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Wide>
  )
}

function History({ product: { variants, priceHistory = [] } }: Props) {
  const { prices: texts } = useWords({ fr: productFr, en: productEn })
  const locale = useLocale()
  const points = variants.flatMap(({ sku }) => pricesOf(priceHistory, sku))
  return (
    <Wide label={texts.history}>
      <table className={classes['table']}>
        <caption>{texts.history}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.sku}</th>
            <th scope="col">{texts.since}</th>
            <th scope="col" className={classes['amount']}>
              {texts.base}
            </th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ sku, from, price }) => (
            <tr key={`${sku} ${from}`}>
              <td>{sku}</td>
              <td>
                <time dateTime={from}>{formatDate(from, 'moment', locale)}</time>
              </td>
              <td className={classes['amount']}>{formatMoney(price, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
