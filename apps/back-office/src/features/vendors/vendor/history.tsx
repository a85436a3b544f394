import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import { formatDate } from '@comptoir/site/dates'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { PersonName } from '../../../ui/person-name.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useVendorWords } from '../vendor-words.ts'

/** Each step of a vendor's life, the last one first; who of the staff made it is shown to staff. */
export function History({ vendor: { history } }: { readonly vendor: Vendor }) {
  const texts = useVendorWords()
  const locale = useLocale()
  return (
    <section className={classes['block']}>
      <h2>{texts.history}</h2>
      <Wide label={texts.history}>
        <table className={classes['table']}>
          <caption className="unseen">{texts.history}</caption>
          <tbody>
            {history.toReversed().map(({ step, at, by, reason }) => (
              <tr key={`${at} ${step}`}>
                <td>
                  <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>
                </td>
                <td>
                  {texts.stepsDone[step]}
                  {reason ? ` · ${reason}` : ''}
                  {by ? (
                    <div className={classes['hint']}>
                      <PersonName userId={by} />
                    </div>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
