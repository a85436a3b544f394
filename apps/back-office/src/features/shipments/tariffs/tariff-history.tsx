import type { TariffBook, TariffChange } from '@comptoir/contracts/shipping/tariff-schemas'
import { formatDate } from '@comptoir/site/dates'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { PersonName } from '../../../ui/person-name.tsx'
import { tariffText } from './tariff-text.ts'
import { useTariffTexts } from './tariff-texts.ts'

const mostShown = 50

/** Who changed what, when and why: the latest first. */
export function TariffHistory({ book: { history } }: { readonly book: TariffBook }) {
  const texts = useTariffTexts()
  return (
    <section className={classes['block']}>
      <h2>{texts.history}</h2>
      {history.length === 0 ? <p>{texts.noHistory}</p> : null}
      <ol>
        {history
          .toReversed()
          .slice(0, mostShown)
          .map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: changes have no id, and only grow
            <Change key={index} change={change} />
          ))}
      </ol>
    </section>
  )
}

function Change({ change }: { readonly change: TariffChange }) {
  const texts = useTariffTexts()
  const locale = useLocale()
  const { at, by, action, carrierCode, optionId, zoneId, previous, tariff, reason } = change
  const what = [carrierCode, optionId, zoneId].filter(Boolean).join(', ')
  const shown = (one: typeof tariff) => (one ? tariffText(one, texts, locale) : '')
  const difference = previous || tariff ? `${shown(previous)} → ${shown(tariff)}` : undefined
  return (
    <li>
      {at ? `${formatDate(at, 'moment', locale)} · ` : ''}
      <PersonName userId={by} /> ·{' '}
      {[what, texts.actions[action], difference, reason].filter(Boolean).join(' · ')}
    </li>
  )
}
