import type { TariffImportResult } from '@comptoir/contracts/shipping/tariff-schemas'
import { useLocale } from '../../../../office.tsx'
import classes from '../../../../ui/detail/detail.module.css'
import { Wide } from '../../../../ui/wide.tsx'
import { tariffText } from '../tariff-text.ts'
import { useTariffTexts } from '../tariff-texts.ts'

/** What a table would change, or each of its bad lines. */
export function ImportResult({ result }: { readonly result: TariffImportResult }) {
  const { import: texts } = useTariffTexts()
  const { errors, tariffs } = result
  if (errors.length > 0) return <Faults errors={errors} />
  const isSame = tariffs.every(({ action }) => action === 'same')
  return isSame ? <p role="status">{texts.nothing}</p> : <Changes tariffs={tariffs} />
}

function Faults({ errors }: Pick<TariffImportResult, 'errors'>) {
  const { import: texts } = useTariffTexts()
  return (
    <table className={classes['table']}>
      <caption>{texts.errors}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes['amount']}>
            {texts.line}
          </th>
          <th scope="col">{texts.column}</th>
          <th scope="col">{texts.fault}</th>
        </tr>
      </thead>
      <tbody>
        {errors.map(({ line, field, code, message }) => (
          <tr key={`${line} ${field} ${code}`}>
            <td className={classes['amount']}>{line}</td>
            <td>{field}</td>
            <td lang="en">{message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Changes({ tariffs }: Pick<TariffImportResult, 'tariffs'>) {
  const texts = useTariffTexts()
  const locale = useLocale()
  const words = texts.import
  return (
    <Wide label={words.changes}>
      <table className={classes['table']}>
        <caption>{words.changes}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.option}</th>
            <th scope="col">{texts.zone}</th>
            <th scope="col">{words.change}</th>
            <th scope="col">{words.tariff}</th>
          </tr>
        </thead>
        <tbody>
          {tariffs.map(({ optionId, zoneId, action, previous, tariff }) => (
            <tr key={`${optionId} ${zoneId}`}>
              <td>{optionId}</td>
              <td>{zoneId}</td>
              <td>{words.states[action]}</td>
              <td>
                {previous && action === 'changed'
                  ? `${tariffText(previous, texts, locale)} → `
                  : ''}
                {tariffText(tariff, texts, locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
