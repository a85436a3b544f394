import type { approveVatId, readVatIdStatus } from '@comptoir/contracts/billing/tax-routes'
import type { VatIdView } from '@comptoir/contracts/billing/tax-schemas'
import { formatDate } from '@comptoir/site/dates'
import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { Asked } from '../../../ui/asked.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { PersonName } from '../../../ui/person-name.tsx'
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx'
import { PricePage } from '../price-page.tsx'
import classes from '../prices.module.css'
import { useTaxWords } from '../use-tax-words.ts'

const route = getRouteApi('/prices/vat-ids')

const vatIdKey = (vatId: string) => ['billing', 'GetVatId', vatId]

/** What is known of a VAT id; staff vouch for one that nobody can check now. */
export function VatIdsPage() {
  const { vatIds: texts } = useTaxWords()
  const { id } = route.useSearch()
  const navigate = route.useNavigate()
  function look(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('vatId')).trim()
    void navigate({ to: '/prices/vat-ids', search: { id: typed } })
  }
  return (
    <PricePage title={texts.title}>
      <p>{texts.intro}</p>
      <form key={id} className={classes['row']} onSubmit={look}>
        <TextInput
          name="vatId"
          label={texts.field}
          defaultValue={id ?? ''}
          placeholder="FR40303265045"
          maxLength={24}
          required
        />
        <Button type="submit">{texts.check}</Button>
      </form>
      {id === undefined ? null : <Looked key={`of ${id}`} id={id} />}
    </PricePage>
  )
}

function Looked({ id: vatId }: { readonly id: string }) {
  const { call } = useApi()
  const asked = useQuery({
    queryKey: vatIdKey(vatId),
    queryFn: ({ signal }) =>
      call<typeof readVatIdStatus>('GET /api/vat-ids/{vatId}', { params: { vatId }, signal }),
  })
  return <Asked asked={asked}>{(view) => <VatId view={view} typed={vatId} />}</Asked>
}

const tones: Readonly<Record<VatIdView['status'], StatusTone>> = {
  ...{ valid: 'good', unchecked: 'attention', invalid: 'bad', malformed: 'bad' },
}

type Props = { readonly view: VatIdView; readonly typed: string }

function VatId({ view, typed }: Props) {
  const { vatIds: texts } = useTaxWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const { vatId, status, checkedAt, consultationNumber, approvedAt } = view
  const moment = (at: string | undefined) => (at ? formatDate(at, 'moment', locale) : '')
  return (
    <section className={classes['block']}>
      <h2>{vatId}</h2>
      <p>
        <StatusBadge text={texts.statuses[status]} tone={tones[status]} />
      </p>
      <Facts
        rows={[
          [texts.checkedAt, moment(checkedAt)],
          [texts.consultation, consultationNumber],
          [texts.approvedAt, moment(approvedAt)],
        ]}
      />
      {may('taxes.write') ? <Approve view={view} typed={typed} /> : null}
      <h3>{texts.approvals}</h3>
      {view.approvals.length === 0 ? <p>{texts.none}</p> : null}
      <ul>
        {view.approvals.toReversed().map(({ by, at, reason }) => (
          <li key={at}>
            {moment(at)} · <PersonName userId={by} /> · {reason}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Approve({ view: { vatId, status, approvedAt }, typed }: Props) {
  const { vatIds: texts } = useTaxWords()
  const { call } = useApi()
  const queries = useQueryClient()
  if (status !== 'unchecked' && approvedAt === undefined) return <p>{texts.onlyUnchecked}</p>
  async function approve(reason: string): Promise<void> {
    const answer = await call<typeof approveVatId>('POST /api/vat-ids/{vatId}/approvals', {
      params: { vatId },
      body: { reason },
    })
    queries.setQueryData(vatIdKey(typed), answer)
  }
  return (
    <div className={classes['actions']}>
      <DangerAction
        action={texts.approve}
        effect={texts.approveEffect(vatId)}
        request={`vat id ${vatId}`}
        run={approve}
      />
    </div>
  )
}
