import type { putCarrier } from '@comptoir/contracts/shipping/tariff-routes'
import type { TariffCarrier } from '@comptoir/contracts/shipping/tariff-schemas'
import { Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useApi } from '../../../../office.tsx'
import { useForm } from '../../../../ui/form/use-form.ts'
import { problemIn } from '../../../../ui/problem.ts'
import { ProblemNote } from '../../../../ui/problem-note.tsx'
import { isTaken } from '../taken-code.ts'
import { useTariffTexts } from '../tariff-texts.ts'
import { useTariffsChanged } from '../use-tariffs.ts'

type Props = {
  readonly carrier?: TariffCarrier
  /** The codes that something new cannot have. */
  readonly taken?: readonly string[]
  readonly onDone?: () => void
}

/** A carrier, new or known. One that is not active offers nothing. */
export function CarrierForm({ carrier, taken = [], onDone }: Props) {
  const texts = useTariffTexts()
  const { call } = useApi()
  const changed = useTariffsChanged()
  const form = useForm({
    name: `carrier ${carrier?.code ?? ''}`,
    saved: {
      code: carrier?.code ?? '',
      name: carrier?.name ?? '',
      active: carrier?.active ?? true,
      url: carrier?.trackingUrlTemplate ?? '',
      reason: '',
    },
    fieldOf: (path) => (path === 'trackingUrlTemplate' ? 'url' : path),
  })
  const isRefused = isTaken(form.values.code, taken)
  const saving = useMutation({
    mutationFn: ({ code, name, active, url, reason }: typeof form.values) =>
      call<typeof putCarrier>('PUT /api/carriers/{code}', {
        params: { code: code.trim() },
        body: {
          ...{ name: name.trim(), active },
          ...(url.trim() !== '' && { trackingUrlTemplate: url.trim() }),
          ...(reason.trim() !== '' && { reason: reason.trim() }),
        },
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
        {carrier ? null : (
          <TextInput
            label={texts.code}
            description={texts.codeHint}
            required
            pattern="[a-z][a-z0-9\-]{0,39}"
            {...form.text('code')}
            error={isRefused ? texts.takenCode : form.errorOf('code')}
          />
        )}
        <TextInput label={texts.name} required maxLength={60} {...form.text('name')} />
        <TextInput label={texts.trackingUrl} maxLength={300} {...form.text('url')} />
        <Checkbox label={texts.active} {...form.check('active')} />
        <TextInput label={texts.reason} maxLength={500} {...form.text('reason')} />
        {saving.isError ? <ProblemNote problem={problemIn(saving.error)} /> : null}
        <div>
          <Button type="submit" disabled={isRefused} loading={saving.isPending}>
            {texts.saveCarrier}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
