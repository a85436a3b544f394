import classes from '../../../ui/detail/detail.module.css'
import { useStockTexts } from '../stock-texts.ts'
import type { LineFault } from './stock-table.ts'

const mostShown = 100

/** The lines of a table that are left out, and why. */
export function Faults({ faults }: { readonly faults: readonly LineFault[] }) {
  const { import: texts } = useStockTexts()
  if (faults.length === 0) return null
  return (
    <table className={classes['table']}>
      <caption>{texts.errors}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes['amount']}>
            {texts.line}
          </th>
          <th scope="col">{texts.fault}</th>
        </tr>
      </thead>
      <tbody>
        {faults.slice(0, mostShown).map(({ line, fault }) => (
          <tr key={line}>
            <td className={classes['amount']}>{line}</td>
            <td>{texts.faults[fault]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
