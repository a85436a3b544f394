import type * as contract from '@comptoir/contracts/admin/vendors/routes'
import type { Vendor, VendorStatus } from '@comptoir/contracts/admin/vendors/schemas'
import { formatRate } from '@comptoir/site/rate'
import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Notice } from '../../../ui/notice.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { bpsIn } from '../commission.ts'
import { useVendorWords } from '../vendor-words.ts'
import { useKeepVendor } from './use-vendor.ts'

type Props = { readonly vendor: Vendor }
type Step = 'reject' | 'suspend' | 'reinstate' | 'close'

/** Where a vendor may go from each state, beside its review, approval and commission. */
const steps: Readonly<Record<VendorStatus, readonly Step[]>> = {
  applied: ['reject'],
  under_review: ['reject'],
  rejected: [],
  approved: ['suspend', 'close'],
  suspended: ['reinstate', 'close'],
  closed: [],
}

/** What staff decide on a vendor. */
export function Decisions({ vendor }: Props) {
  const texts = useVendorWords()
  const { may } = usePermissions()
  const { status, vat } = vendor
  if (!may('vendors.write')) return null
  return (
    <>
      {status === 'under_review' && vat?.status === 'unchecked' ? (
        <Notice tone="attention">{texts.vatUnchecked(vat.vatId)}</Notice>
      ) : null}
      <div className={classes['actions']}>
        {status === 'applied' ? <Review vendor={vendor} /> : null}
        {status === 'under_review' ? <Approve vendor={vendor} /> : null}
        {status === 'approved' || status === 'suspended' ? <Commission vendor={vendor} /> : null}
        {steps[status].map((step) => (
          <Decide key={step} step={step} vendor={vendor} />
        ))}
      </div>
    </>
  )
}

/** To look at an application is no decision yet: it happens at once. */
function Review({ vendor: { vendorId } }: Props) {
  const { call } = useApi()
  const texts = useVendorWords()
  const review = useMutation({
    mutationFn: () =>
      call<typeof contract.reviewVendor>('POST /api/vendors/{vendorId}/review', {
        ...{ params: { vendorId }, body: {} },
      }),
    onSuccess: useKeepVendor(),
  })
  return (
    <>
      <Button size="xs" loading={review.isPending} onClick={() => review.mutate()}>
        {texts.steps.review}
      </Button>
      {review.isError ? <ProblemNote problem={problemIn(review.error)} /> : null}
    </>
  )
}

function Decide({ vendor, step }: Props & { readonly step: Step }) {
  const { call } = useApi()
  const texts = useVendorWords()
  const keep = useKeepVendor()
  const params = { vendorId: vendor.vendorId }
  const acts: Readonly<Record<Step, (reason: string) => Promise<Vendor>>> = {
    reject: (reason) =>
      call<typeof contract.rejectVendor>('POST /api/vendors/{vendorId}/reject', {
        ...{ params, body: { reason } },
      }),
    suspend: (reason) =>
      call<typeof contract.suspendVendor>('POST /api/vendors/{vendorId}/suspend', {
        ...{ params, body: { reason } },
      }),
    reinstate: (reason) =>
      call<typeof contract.reinstateVendor>('POST /api/vendors/{vendorId}/reinstate', {
        ...{ params, body: { reason } },
      }),
    close: (reason) =>
      call<typeof contract.closeVendor>('POST /api/vendors/{vendorId}/close', {
        ...{ params, body: { reason } },
      }),
  }
  return (
    <DangerAction
      action={texts.steps[step]}
      request={`${step}/${vendor.vendorId}`}
      effect={texts.effects[step](vendor.name)}
      run={async (reason) => keep(await acts[step](reason))}
    />
  )
}

type FieldProps = { readonly value: string; readonly onChange: (text: string) => void }

function CommissionField({ value, onChange }: FieldProps) {
  const texts = useVendorWords()
  const isWrong = value !== '' && bpsIn(value) === undefined
  return (
    <TextInput
      label={texts.commissionField}
      description={texts.commissionHint}
      inputMode="decimal"
      ref={(element) => element?.setCustomValidity(isWrong ? texts.commissionWrong : '')}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      error={isWrong ? texts.commissionWrong : undefined}
      required
    />
  )
}

function Approve({ vendor }: Props) {
  const { call } = useApi()
  const texts = useVendorWords()
  const locale = useLocale()
  const keep = useKeepVendor()
  const [text, setText] = useState('12')
  const bps = bpsIn(text)
  async function approve(reason: string): Promise<void> {
    if (bps === undefined) throw new Error('the commission is no percentage')
    keep(
      await call<typeof contract.approveVendor>('POST /api/vendors/{vendorId}/approve', {
        params: { vendorId: vendor.vendorId },
        body: { commissionBps: bps, reason },
      }),
    )
  }
  return (
    <DangerAction
      isPrimary
      action={texts.steps.approve}
      request={`approve/${vendor.vendorId}/${bps}`}
      effect={texts.approveEffect(vendor.name, bps === undefined ? '…' : formatRate(bps, locale))}
      run={approve}
    >
      <CommissionField value={text} onChange={setText} />
    </DangerAction>
  )
}

function Commission({ vendor }: Props) {
  const { call } = useApi()
  const texts = useVendorWords()
  const locale = useLocale()
  const keep = useKeepVendor()
  const [text, setText] = useState('')
  const bps = bpsIn(text)
  const now = formatRate(vendor.commissionBps ?? 0, locale)
  async function change(reason: string): Promise<void> {
    if (bps === undefined) throw new Error('the commission is no percentage')
    keep(
      await call<typeof contract.changeVendorCommission>('PUT /api/vendors/{vendorId}/commission', {
        params: { vendorId: vendor.vendorId },
        body: { commissionBps: bps, reason },
      }),
    )
    setText('')
  }
  return (
    <DangerAction
      action={texts.changeCommission}
      request={`commission/${vendor.vendorId}/${bps}`}
      effect={texts.commissionEffect(now, bps === undefined ? '…' : formatRate(bps, locale))}
      run={change}
    >
      <CommissionField value={text} onChange={setText} />
    </DangerAction>
  )
}
