import type { putCarrierOption } from '@comptoir/contracts/shipping/tariff-routes'
import type { CarrierOption } from '@comptoir/contracts/shipping/tariff-schemas'
import { Button, Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useApi } from '../../../../office.tsx'
import { LocalizedField } from '../../../../ui/fields/localized-field.tsx'
import { useForm } from '../../../../ui/form/use-form.ts'
import { problemIn } from '../../../../ui/problem.ts'
import { ProblemNote } from '../../../../ui/problem-note.tsx'
import { isTaken } from '../taken-code.ts'
import { useTariffTexts } from '../tariff-texts.ts'
import { useTariffsChanged } from '../use-tariffs.ts'

type Props = {
  readonly carrierCode: string
  readonly option?: CarrierOption
  /** The codes that something new cannot have. */
  readonly taken?: readonly string[]
  readonly onDone?: () => void
}

const kinds = ['home', 'express', 'pickup'] as const satisfies readonly CarrierOption['kind'][]

/** A service of a carrier, new or known. It is offered where it has a tariff. */
export function OptionForm({ carrierCode: code, option, taken = [], onDone }: Props) {
  const texts = useTariffTexts()
  const { call } = useApi()
  const changed = useTariffsChanged()
  const form = useForm({
    name: `option ${code} ${option?.optionId ?? ''}`,
    saved: {
      optionId: option?.optionId ?? '',
      name: option?.name ?? {},
      kind: option?.kind ?? ('home' as CarrierOption['kind']),
      active: option?.active ?? true,
      reason: '',
    },
  })
  const isRefused = isTaken(form.values.optionId, taken)
  const saving = useMutation({
    mutationFn: ({ optionId, name, kind, active, reason }: typeof form.values) =>
      call<typeof putCarrierOption>('PUT /api/carriers/{code}/options/{optionId}', {
        params: { code, optionId: optionId.trim() },
        body: { name, kind, active, ...(reason.trim() !== '' && { reason: reason.trim() }) },
      }),
    onSuccess(book, sent) {
      form.settle(sent)
      changed(book)
      onDone?.()
    },
    onError: form.refuse,
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (!isRefused) saving.mutate(form.values)
  }
  return (
    <form onSubmit={submit}>
      <Stack maw={640} my="sm">
        {option ? null : (
          <TextInput
            label={texts.code}
            description={texts.codeHint}
            required
            pattern="[a-z][a-z0-9\-]{0,39}"
            {...form.text('optionId')}
            error={isRefused ? texts.takenCode : form.errorOf('optionId')}
          />
        )}
        <LocalizedField
          label={option ? `${texts.name} (${option.optionId})` : texts.name}
          required="one"
          errorOf={form.errorOf}
          {...form.field('name')}
        />
        <NativeSelect
          label={texts.kind}
          data={kinds.map((value) => ({ value, label: texts.kinds[value] }))}
          {...form.text('kind')}
        />
        <Checkbox label={texts.active} {...form.check('active')} />
        <TextInput label={texts.reason} maxLength={500} {...form.text('reason')} />
        {saving.isError ? <ProblemNote problem={problemIn(saving.error)} /> : null}
        <div>
          <Button type="submit" disabled={isRefused} loading={saving.isPending}>
            {texts.saveOption}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
