import type { AuditEntry } from '@comptoir/contracts/admin/audit'
import { formatDate } from '@comptoir/site/dates'
import { type AuditMessages, auditEn, auditFr } from '../../messages/audit.ts'
import { useLocale, useWords } from '../../office.tsx'
import { PersonName } from '../../ui/person-name.tsx'
import { Wide } from '../../ui/wide.tsx'
import classes from './audit.module.css'
import type { AuditFilter } from './audit-search.ts'
import { ObjectLink } from './object-link.tsx'
import { objectPath } from './object-path.ts'

type Props = {
  readonly entry: AuditEntry
  readonly onFilter: (filter: AuditFilter) => void
}

/** One entry: who did what and why, each field before and after, and its place in the chain. */
export function EntryFacts({ entry, onFilter }: Props) {
  const texts = useWords({ fr: auditFr, en: auditEn })
  const locale = useLocale()
  const { action, service, at, reason, reasonErasedAt } = entry
  const { collection, id } = action.object
  const object = `${collection}/${id}`
  return (
    <>
      <dl className={classes['facts']}>
        <dt>{texts.columns.at}</dt>
        <dd>
          <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>
        </dd>
        <dt>{texts.columns.actor}</dt>
        <dd>
          <PersonName userId={action.actor.userId} />{' '}
          {action.actor.roles.length > 0 ? `(${action.actor.roles.join(', ')})` : ''}
        </dd>
        <dt>{texts.columns.object}</dt>
        <dd>
          <ObjectLink path={objectPath(service, collection, id)}>{object}</ObjectLink>{' '}
          {texts.changes[action.change]}
        </dd>
        {action.personId === undefined ? null : (
          <>
            <dt>{texts.person}</dt>
            <dd>
              <PersonName userId={action.personId} />
            </dd>
          </>
        )}
        <dt>{texts.columns.reason}</dt>
        <dd>
          {reasonErasedAt === undefined
            ? (reason ?? texts.none)
            : texts.reasonErased(formatDate(reasonErasedAt, 'date', locale))}
        </dd>
        <dt>{texts.columns.service}</dt>
        <dd>{service}</dd>
      </dl>
      <Difference entry={entry} texts={texts} />
      <div className={classes['ways']}>
        <button type="button" onClick={() => onFilter({ actor: action.actor.userId })}>
          {texts.byActor}
        </button>
        <button type="button" onClick={() => onFilter({ object })}>
          {texts.byObject}
        </button>
        <button type="button" onClick={() => onFilter({ actionId: action.actionId })}>
          {texts.byAction}
        </button>
      </div>
      <Place entry={entry} texts={texts} />
    </>
  )
}

type PartProps = { readonly entry: AuditEntry; readonly texts: AuditMessages }

/** Where an entry stands in its chain, and by which trace more is found. */
function Place({ entry: { sequence, hash, action }, texts }: PartProps) {
  return (
    <dl className={classes['facts']}>
      <dt>{texts.place}</dt>
      <dd className="figures">{sequence}</dd>
      <dt>{texts.hash}</dt>
      <dd>
        <code>{hash}</code>
      </dd>
      {action.traceId === undefined ? null : (
        <>
          <dt>{texts.trace}</dt>
          <dd>
            <code>{action.traceId}</code>
          </dd>
        </>
      )}
    </dl>
  )
}

function Difference({ entry: { action }, texts }: PartProps) {
  const { fields, more = 0 } = action
  const said = (value: unknown) => {
    if (value === '[hidden]') return texts.hidden
    return value === undefined || value === null || value === '' ? texts.none : String(value)
  }
  return (
    <section>
      <h3>{texts.difference}</h3>
      {fields.length === 0 ? <p>{texts.noFields}</p> : null}
      {fields.length > 0 ? (
        <Wide label={texts.difference}>
          <table className={classes['table']}>
            <caption className="unseen">{texts.difference}</caption>
            <thead>
              <tr>
                <th scope="col">{texts.field}</th>
                <th scope="col">{texts.before}</th>
                <th scope="col">{texts.after}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ path, before, after }) => (
                <tr key={path}>
                  <th scope="row">{path}</th>
                  <td>{said(before)}</td>
                  <td>{said(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      ) : null}
      {more > 0 ? <p>{texts.moreFields(more)}</p> : null}
    </section>
  )
}
