import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { limits } from '@comptoir/contracts/limits'
import { Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { variantsEn, variantsFr } from '../../../messages/products/variants.ts'
import { useWords } from '../../../office.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { ProductValues } from '../product/product-values.ts'
import classes from '../products.module.css'
import { ChosenTools } from './chosen-tools.tsx'
import { countCombinations, countMissing, strayRows } from './combinations.ts'
import { OptionEditor } from './option-editor.tsx'
import { useVariants } from './use-variants.ts'
import { VariantGrid } from './variant-grid.tsx'
import { rowsWith } from './variant-row.ts'

type Props = {
  readonly form: Form<ProductValues>
  readonly product: ProductView | undefined
}

/** Of a product that is not saved: always the same, or every line would be drawn again. */
const none: readonly never[] = []

/** What can be bought: options, the variants that come of them, and a grid to fill them in. */
export function VariantsTab({ form, product }: Props) {
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  const { variants, options } = form.values
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const rows = rowsWith(variants, filter)
  const acts = useVariants(
    form,
    rows.map(({ id }) => id),
  )
  const shown = new Set(rows.map(({ id }) => id))
  // what the filter hides is not changed
  const picked = new Set([...chosen].filter((id) => shown.has(id)))
  const grid = useRef<HTMLElement>(null)
  function generate(): void {
    acts.generate()
    // its button goes with what was missing: the box of all is what one needs next
    grid.current?.querySelector<HTMLElement>('thead input')?.focus()
  }
  const error = form.errorOf('variants') ?? form.errorOf('options')
  return (
    <>
      <section className={classes['block']}>
        <OptionEditor
          options={options}
          onChange={acts.setOptions}
          onRename={acts.renameOption}
          onRemove={acts.removeOption}
          error={form.errorOf('options')}
        />
        <Making form={form} onGenerate={generate} onRemoveStray={acts.removeStray} />
      </section>
      <section ref={grid} className={classes['block']}>
        {error ? <Notice tone="bad">{texts.look}</Notice> : null}
        <div className={classes['actions']}>
          <TextInput
            type="search"
            aria-label={texts.filter}
            placeholder={texts.filter}
            value={filter}
            onChange={({ currentTarget }) => setFilter(currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
          <span className={classes['hint']} role="status">
            {texts.shown(rows.length, variants.length)}
          </span>
          {variants.length < limits.variants ? (
            <Button variant="default" onClick={acts.add}>
              {texts.add}
            </Button>
          ) : null}
        </div>
        <ChosenTools chosen={picked} all={variants.length} acts={acts} />
        <VariantGrid
          {...{ rows, options, chosen: picked, onChoose: setChosen }}
          images={product?.images ?? none}
          stock={product?.variants ?? none}
          onChange={acts.change}
          onPaste={acts.paste}
          faults={form.faults}
          order={variants}
        />
        <p className={classes['hint']}>{texts.keys}</p>
      </section>
    </>
  )
}

type MakingProps = Pick<Props, 'form'> & {
  readonly onGenerate: () => void
  readonly onRemoveStray: () => void
}

/** Makes the variants that are missing, and takes away those of values that are gone. */
function Making({ form, onGenerate, onRemoveStray }: MakingProps) {
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  const { variants, options } = form.values
  const all = countCombinations(options)
  if (all > limits.variants) {
    return <Notice tone="attention">{texts.tooMany(all, limits.variants)}</Notice>
  }
  const missing = countMissing(variants, options)
  const stray = strayRows(variants, options).length
  // a row without options becomes one of them
  const spare = variants.filter((row) => Object.keys(row.options).length === 0).length
  return (
    <div className={classes['actions']}>
      {missing > 0 ? <Button onClick={onGenerate}>{texts.generate(missing)}</Button> : null}
      {stray > spare ? (
        <Button variant="default" onClick={onRemoveStray}>
          {texts.removeStray(stray)}
        </Button>
      ) : null}
    </div>
  )
}
