import { Button } from '@mantine/core'
import { useState } from 'react'
import { variantsEn, variantsFr } from '../../../messages/products/variants.ts'
import { useWords } from '../../../office.tsx'
import classes from '../products.module.css'
import { MoneyCell, WeightCell } from './cell.tsx'
import type { useVariants } from './use-variants.ts'

type Props = {
  readonly chosen: ReadonlySet<string>
  /** How many variants there are: one has to stay. */
  readonly all: number
  readonly acts: Pick<ReturnType<typeof useVariants>, 'changeAll' | 'remove'>
}

/** What can be done with the variants that are chosen. */
export function ChosenTools({ chosen, all, acts }: Props) {
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  const [price, setPrice] = useState<number | null>(null)
  const [weight, setWeight] = useState<number | null>(null)
  if (chosen.size === 0) return null
  return (
    <section className={classes['tools']} aria-label={texts.chosen(chosen.size)}>
      <strong>{texts.chosen(chosen.size)}</strong>
      <span className={classes['tool']}>
        <MoneyCell column="all prices" label={texts.setPrice} value={price} onChange={setPrice} />
        <Button
          size="xs"
          variant="default"
          disabled={price === null}
          onClick={() => acts.changeAll(chosen, { price })}
        >
          {texts.setPrice}
        </Button>
      </span>
      <span className={classes['tool']}>
        <WeightCell
          column="all weights"
          label={texts.setWeight}
          value={weight}
          onChange={setWeight}
        />
        <Button
          size="xs"
          variant="default"
          disabled={weight === null}
          onClick={() => acts.changeAll(chosen, { weight })}
        >
          {texts.setWeight}
        </Button>
      </span>
      <Button
        size="xs"
        variant="default"
        disabled={chosen.size >= all}
        onClick={() => acts.remove(chosen)}
      >
        {texts.removeChosen}
      </Button>
    </section>
  )
}
