import type { StaffWithdrawal } from '@comptoir/contracts/orders/withdrawal-schemas'
import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReturnMessages } from '../../../messages/logistics/returns.ts'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import classes from '../../../ui/data-list/data-list.module.css'
import { DataList } from '../../../ui/data-list/data-list.tsx'
import { given } from '../../../ui/data-list/list-search.ts'
import { shownAs } from '../../../ui/data-list/list-views.tsx'
import { useReturnTexts } from '../return-texts.ts'
import { ReturnSections } from '../section-nav.tsx'
import { AttachDialog } from './attach-dialog.tsx'
import { useWithdrawals } from './use-withdrawals.ts'
import { withdrawalColumns } from './withdrawal-columns.tsx'
import { outcomes, type WithdrawalSearch } from './withdrawal-search.ts'

const route = getRouteApi('/returns/withdrawals')

/** Withdrawals that were confirmed, and those that name no order of their person. */
export function WithdrawalsPage() {
  const all = useReturnTexts()
  const { withdrawals: texts } = all
  const locale = useLocale()
  const { may } = usePermissions()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const found = useWithdrawals(search)
  const go = (next: WithdrawalSearch) =>
    void navigate({ to: '/returns/withdrawals', search: given(next) })
  const attach = (withdrawalId: string) => go({ ...search, attach: withdrawalId })
  const columns = useMemo(() => withdrawalColumns(all, locale), [all, locale])
  const shown = may('returns.write') ? [...columns, attachColumn(all, attach)] : columns
  const open = found.rows.find(({ withdrawalId }) => withdrawalId === search.attach)
  return (
    <>
      <DataList<StaffWithdrawal>
        title={texts.title}
        name="withdrawals"
        columns={shown}
        usual={shown.map(({ id }) => id)}
        rowId={({ withdrawalId }) => withdrawalId}
        rowName={({ name }) => name}
        found={found}
        search={search}
        onSearch={(change) => go({ ...search, ...change })}
        onOpen={(row) =>
          mayAttach(row) && may('returns.write') ? attach(row.withdrawalId) : undefined
        }
        isOn={search.attach === undefined}
        views={
          <>
            <ReturnSections />
            {[undefined, ...outcomes].map((outcome) => (
              <button
                key={outcome ?? 'all'}
                type="button"
                className={classes['view']}
                aria-pressed={search.outcome === outcome}
                onClick={() => go({ ...shownAs(search), ...given({ outcome }) })}
              >
                {texts.presets[outcome ?? 'all']}
              </button>
            ))}
          </>
        }
        filters={null}
      />
      {open ? (
        <AttachDialog
          key={open.withdrawalId}
          withdrawal={open}
          onClose={() => go({ ...search, attach: undefined })}
        />
      ) : null}
    </>
  )
}

/** Nothing came of it: staff may know which order it means. */
const mayAttach = ({ outcome: { kind } }: StaffWithdrawal) => kind === 'unmatched'

const attachColumn = (
  { withdrawals: texts }: ReturnMessages,
  attach: (withdrawalId: string) => void,
): Column<StaffWithdrawal> => ({
  ...{ id: 'attach', header: texts.attach, text: () => '' },
  cell: (row) =>
    mayAttach(row) ? (
      <Button
        size="compact-sm"
        mih={32}
        variant="default"
        aria-label={texts.attachFrom(row.name)}
        onClick={() => attach(row.withdrawalId)}
      >
        {texts.attach}
      </Button>
    ) : null,
})
