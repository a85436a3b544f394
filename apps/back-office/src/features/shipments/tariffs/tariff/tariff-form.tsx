import type { deleteTariff, putTariff } from '@comptoir/contracts/shipping/tariff-routes'
import type { Tariff, TariffBook } from '@comptoir/contracts/shipping/tariff-schemas'
import { Button, Group, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useApi } from '../../../../office.tsx'
import { usePermissions } from '../../../../session/use-permissions.ts'
import { auditReason } from '../../../../ui/actions/audit-reason.ts'
import { DangerAction } from '../../../../ui/danger-dialog.tsx'
import classes from '../../../../ui/detail/detail.module.css'
import { MoneyField } from '../../../../ui/fields/money-field.tsx'
import { useForm } from '../../../../ui/form/use-form.ts'
import { LeaveGuard } from '../../../../ui/leave-guard.tsx'
import { problemIn } from '../../../../ui/problem.ts'
import { ProblemNote } from '../../../../ui/problem-note.tsx'
import { TariffPreview } from '../tariff-preview.tsx'
import { useTariffTexts } from '../tariff-texts.ts'
import { useTariffsChanged } from '../use-tariffs.ts'
import { tariffBody, tariffFaults, tariffWish } from './tariff-wish.ts'
import { Tiers } from './tiers.tsx'

type Props = {
  readonly book: TariffBook
  readonly optionId: string
  readonly zoneId: string
  readonly names: { readonly option: string; readonly zone: string }
}

/** A tariff, and the words that it is made of. */
type Sent = { readonly tariff: Tariff; readonly wish: ReturnType<typeof tariffWish> }

/** Sets what an option costs in a zone, and tries it on a basket first. */
export function TariffForm({ book, optionId, zoneId, names }: Props) {
  const texts = useTariffTexts()
  const { call } = useApi()
  const { may } = usePermissions()
  const changed = useTariffsChanged()
  const params = { optionId, zoneId }
  const known = book.tariffs.find((one) => one.optionId === optionId && one.zoneId === zoneId)
  const form = useForm({ name: `tariff ${optionId} ${zoneId}`, saved: tariffWish(known) })
  const body = tariffBody(form.values)
  const faults = tariffFaults(form.values)
  const saving = useMutation({
    mutationFn: ({ tariff }: Sent) =>
      call<typeof putTariff>('PUT /api/shipping-tariffs/{optionId}/{zoneId}', {
        params,
        body: tariff,
      }),
    onSuccess(answer, { wish }) {
      form.settle(wish)
      changed(answer)
    },
    onError: form.refuse,
  })
  const remove = async (reason: string) =>
    changed(
      await call<typeof deleteTariff>('DELETE /api/shipping-tariffs/{optionId}/{zoneId}', {
        params,
        headers: auditReason(reason),
      }),
    )
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (body) saving.mutate({ tariff: body, wish: form.values })
  }
  const days = { inputMode: 'numeric', required: true, w: 180 } as const
  return (
    <>
      <form className={classes['block']} onSubmit={submit}>
        <Tiers
          tiers={form.values.tiers}
          onChange={(tiers) => form.set('tiers', tiers)}
          error={faults.tiers ? texts.wrong.tiers : form.errorOf('tiers')}
        />
        <Group align="flex-start" my="sm">
          <MoneyField label={texts.freeFrom} currency="EUR" {...form.field('freeFrom')} />
          <TextInput label={texts.minDays} {...days} {...form.text('minDays')} />
          <TextInput
            label={texts.maxDays}
            {...days}
            {...form.text('maxDays')}
            error={faults.days ? texts.wrong.days : form.errorOf('deliveryDays')}
          />
        </Group>
        <TextInput label={texts.reason} maxLength={500} maw={640} {...form.text('reason')} />
        {saving.isError ? <ProblemNote problem={problemIn(saving.error)} /> : null}
        {saving.isSuccess ? <Text role="status">{texts.saved}</Text> : null}
        {may('tariffs.write') ? (
          <Group mt="sm">
            <Button type="submit" disabled={!body} loading={saving.isPending}>
              {texts.save}
            </Button>
          </Group>
        ) : null}
      </form>
      {known && may('tariffs.write') ? (
        <DangerAction
          request={`no tariff ${optionId} ${zoneId}`}
          action={texts.remove}
          effect={texts.removeEffect(names.option, names.zone)}
          run={remove}
        />
      ) : null}
      <TariffPreview
        options={book.options}
        {...(body && { tried: { ...withoutReason(body), optionId, zoneId } })}
      />
      <LeaveGuard isDirty={form.isDirty} within={`/shipments/tariffs/${optionId}/${zoneId}`} />
    </>
  )
}

const withoutReason = ({ tiers, freeFrom, deliveryDays }: Tariff): Tariff => ({
  ...{ tiers, deliveryDays },
  ...(freeFrom !== undefined && { freeFrom }),
})
