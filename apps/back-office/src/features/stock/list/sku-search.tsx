import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type RefObject, useState } from 'react'
import { useStockTexts } from '../stock-texts.ts'
import { skuIn } from './stock-search.ts'

type Props = {
  readonly field: RefObject<HTMLInputElement | null>
  /** Nothing when the field is empty. */
  readonly onFind: (sku: string | undefined) => void
}

/** Finds the stock of one SKU: typed, or scanned with its Enter. */
export function SkuSearch({ field, onFind }: Props) {
  const texts = useStockTexts()
  const [error, setError] = useState<string>()
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const typed = field.current?.value.trim() ?? ''
    const sku = skuIn(typed)
    const isWrong = typed !== '' && sku === undefined
    setError(isWrong ? texts.receive.wrongSku : undefined)
    if (!isWrong) onFind(sku)
  }
  return (
    <form onSubmit={submit} style={{ display: 'flex', gap: 'var(--space-2)', maxWidth: '100%' }}>
      <TextInput
        ref={field}
        type="search"
        aria-label={texts.exactSku}
        placeholder={texts.exactSku}
        error={error}
        flex="0 1 260px"
        miw={0}
      />
      <Button type="submit" variant="default" flex="none">
        {texts.find}
      </Button>
    </form>
  )
}
