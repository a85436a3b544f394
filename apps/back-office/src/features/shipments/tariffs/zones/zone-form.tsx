import type { putShippingZone } from '@comptoir/contracts/shipping/tariff-routes'
import type { ShippingZone } from '@comptoir/contracts/shipping/tariff-schemas'
import { Button, Stack, Textarea, TextInput } from '@mantine/core'
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
import { areasText, readAreas } from './zone-areas.ts'

type Props = {
  readonly zone?: ShippingZone
  /** The codes that something new cannot have. */
  readonly taken?: readonly string[]
  readonly onDone?: () => void
}

/** A zone, new or known: its name and what lies in it. */
export function ZoneForm({ zone, taken = [], onDone }: Props) {
  const texts = useTariffTexts()
  const { call } = useApi()
  const changed = useTariffsChanged()
  const form = useForm({
    name: `zone ${zone?.zoneId ?? ''}`,
    saved: {
      zoneId: zone?.zoneId ?? '',
      name: zone?.name ?? {},
      areas: areasText(zone?.areas ?? []),
      reason: '',
    },
  })
  const areas = readAreas(form.values.areas)
  const isRefused = isTaken(form.values.zoneId, taken)
  const saving = useMutation({
    mutationFn: ({ zoneId, name, reason, areas }: typeof form.values) =>
      call<typeof putShippingZone>('PUT /api/shipping-zones/{zoneId}', {
        params: { zoneId: zoneId.trim() },
        body: {
          name,
          areas: readAreas(areas) ?? [],
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
    if (areas && !isRefused) saving.mutate(form.values)
  }
  return (
    <form onSubmit={submit}>
      <Stack maw={640} my="sm">
        {zone ? null : (
          <TextInput
            label={texts.code}
            description={texts.codeHint}
            required
            pattern="[a-z][a-z0-9\-]{0,39}"
            {...form.text('zoneId')}
            error={isRefused ? texts.takenCode : form.errorOf('zoneId')}
          />
        )}
        <LocalizedField
          label={texts.name}
          required="one"
          errorOf={form.errorOf}
          {...form.field('name')}
        />
        <Textarea
          label={texts.areas}
          description={texts.areasHint}
          autosize
          minRows={2}
          maxRows={10}
          {...form.text('areas')}
          error={areas ? form.errorOf('areas') : texts.wrongAreas}
        />
        <TextInput label={texts.reason} maxLength={500} {...form.text('reason')} />
        {saving.isError ? <ProblemNote problem={problemIn(saving.error)} /> : null}
        <div>
          <Button type="submit" disabled={!areas || isRefused} loading={saving.isPending}>
            {texts.saveZone}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
