import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import { useLocale } from '../../office.tsx'
import { formatCount } from '../../ui/chart/format-count.ts'
import classes from './dashboard.module.css'
import { useDashboardTexts } from './dashboard-texts.ts'
import type { Tile } from './tiles.ts'

type Props = { readonly title: string; readonly tiles: readonly Tile[] }

/** Some figures: each leads to the list that explains it. */
export function Figures({ title, tiles }: Props) {
  return (
    <section className={classes['block']} aria-label={title}>
      <h2>{title}</h2>
      <ul className={classes['tiles']}>
        {tiles.map((tile) => (
          <li key={tile.figure}>
            <Figure {...tile} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Figure({ figure, period, count, money, net, isUrgent }: Tile) {
  const texts = useDashboardTexts()
  const locale = useLocale()
  return (
    <Link
      to="/dashboard/$figure"
      params={{ figure }}
      search={period ? { period } : {}}
      className={classes['tile']}
      data-urgent={isUrgent || undefined}
    >
      <span>{texts.figures[figure]}</span>
      <strong className={classes['value']}>
        {money ? formatMoney(money, locale) : formatCount(count ?? 0, locale)}
      </strong>
      {net ? <span className={classes['hint']}>{texts.net(formatMoney(net, locale))}</span> : null}
    </Link>
  )
}
