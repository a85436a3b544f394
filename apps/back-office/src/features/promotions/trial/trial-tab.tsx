import type { Promotion } from '@comptoir/contracts/promotions/promotion'
import { createCall } from '@comptoir/site/call'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo } from 'react'
import { originOf } from '../../../api/origins.ts'
import { useOffice } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { useForm } from '../../../ui/form/use-form.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { usePromotionWords } from '../use-promotion-words.ts'
import { Outcome } from './outcome.tsx'
import { trialLines } from './trial-lines.ts'
import { type Trial, tryCart } from './try-cart.ts'

type Values = Omit<Trial, 'lines'> & { readonly lines: string }

/** Asks as a shopper who is not signed in. */
function useShopperCall() {
  const { config, mode } = useOffice()
  return useMemo(
    () => createCall({ origin: (path) => originOf(config, mode.get(), path) }),
    [config, mode],
  )
}

/** What a cart would cost with the promotion; of a code that does not apply, why not. */
export function TrialTab({ promotion }: { readonly promotion: Promotion }) {
  const { trial: words, form: formWords } = usePromotionWords()
  const call = useShopperCall()
  const { promotionId, code = '' } = promotion
  const start: Values = {
    ...{ lines: '', code, countryCode: 'FR', postalCode: '75011', email: '', method: 'stripe' },
  }
  const form = useForm({ name: `trial ${promotionId}`, saved: start })
  const trying = useMutation({
    mutationFn: ({ lines, ...rest }: Values) =>
      tryCart(call, { ...rest, lines: trialLines(lines) }),
  })
  return (
    <>
      <p>{words.help}</p>
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault()
          trying.mutate(form.values)
        }}
      >
        <Textarea
          label={words.lines}
          description={words.linesHelp}
          {...form.text('lines')}
          autosize
          minRows={2}
          required
        />
        <TextInput label={words.code} {...form.text('code')} maxLength={80} autoComplete="off" />
        <TextInput label={words.country} {...form.text('countryCode')} maxLength={2} required />
        <TextInput label={words.postalCode} {...form.text('postalCode')} maxLength={16} required />
        <TextInput label={words.email} type="email" {...form.text('email')} autoComplete="off" />
        <NativeSelect
          label={words.method}
          {...form.text('method')}
          data={(['stripe', 'paypal'] as const).map((value) => ({
            ...{ value, label: formWords.methodNames[value] },
          }))}
        />
        <div>
          <Button
            type="submit"
            loading={trying.isPending}
            disabled={trialLines(form.values.lines).length === 0}
          >
            {words.run}
          </Button>
        </div>
      </form>
      {trying.isError ? <ProblemNote problem={problemIn(trying.error)} /> : null}
      <div role="status">
        {trying.data ? <Outcome {...{ promotionId, outcome: trying.data }} /> : null}
      </div>
    </>
  )
}
