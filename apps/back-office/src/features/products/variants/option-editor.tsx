import type { ProductOption } from '@comptoir/contracts/catalog/schemas'
import { Button, TagsInput, TextInput } from '@mantine/core'
import { memo, useRef } from 'react'
import { variantsEn, variantsFr } from '../../../messages/products/variants.ts'
import { useWords } from '../../../office.tsx'
import classes from '../products.module.css'

type Props = {
  readonly options: readonly ProductOption[]
  readonly onChange: (options: readonly ProductOption[]) => void
  /** Variants call the option by its name. */
  readonly onRename: (index: number, to: string) => void
  readonly onRemove: (name: string) => void
  readonly error: string | undefined
}

const mostOptions = 10

/** What a shopper chooses between: names and values, in the order in which they are shown. A hundred tags are not drawn again for a price. */
export const OptionEditor = memo(function OptionEditor(props: Props) {
  const { options, onChange, onRename, onRemove, error } = props
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  const at = (index: number, change: Partial<ProductOption>) =>
    onChange(options.map((one, n) => (n === index ? { ...one, ...change } : one)))
  // the button that added it is gone with the first option that has no name
  const isAdded = useRef(false)
  const focusAdded = (field: HTMLInputElement | null) => {
    if (!isAdded.current || field?.value !== '') return
    isAdded.current = false
    field.focus()
  }
  function add(): void {
    isAdded.current = true
    onChange([...options, { name: '', values: [] }])
  }
  return (
    <fieldset className={classes['group']}>
      <legend>{texts.options}</legend>
      <p className={classes['hint']}>{texts.optionsHint}</p>
      {options.map((option, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name changes while it is typed, its place does not
        <div key={n} className={classes['option']}>
          <TextInput
            ref={n === options.length - 1 ? focusAdded : undefined}
            label={texts.optionName(n + 1)}
            value={option.name}
            maxLength={60}
            onChange={({ currentTarget }) => onRename(n, currentTarget.value)}
          />
          <TagsInput
            label={texts.optionValues(option.name || texts.optionName(n + 1))}
            description={texts.valuesHint}
            value={[...option.values]}
            onChange={(values) => at(n, { values })}
            maxTags={100}
            splitChars={[',', ';', '\t', '\n']}
            acceptValueOnBlur
          />
          <Button
            variant="default"
            aria-label={texts.removeOption(option.name)}
            onClick={() => onRemove(option.name)}
          >
            {texts.remove}
          </Button>
        </div>
      ))}
      {error ? (
        <p role="alert" className={classes['wrong']}>
          {error}
        </p>
      ) : null}
      {options.length < mostOptions && options.every(({ name }) => name !== '') ? (
        <Button variant="default" onClick={add}>
          {texts.addOption}
        </Button>
      ) : null}
    </fieldset>
  )
})
