import { Button, Group, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useDraft } from '../../../ui/draft.ts'
import { useStockTexts } from '../stock-texts.ts'
import { type NewLine, readLine, type TypedLine } from './received-lines.ts'

type Props = { readonly onReceive: (line: NewLine) => void }

/** Note and reason stay for all of a delivery; below them, line after line. */
export function ReceiveForm({ onReceive }: Props) {
  const { receive: texts } = useStockTexts()
  const [reference, setReference] = useDraft('receive note')
  const [reason, setReason] = useState(texts.usualReason)
  return (
    <>
      <Group align="flex-start" mb="sm">
        <TextInput
          label={texts.note}
          maxLength={100}
          value={reference}
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
        />
        <TextInput
          label={texts.reason}
          required
          maxLength={200}
          value={reason}
          error={reason.trim() === ''}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </Group>
      <LineForm
        isReady={reason.trim() !== ''}
        onLine={(line) =>
          onReceive({ ...line, reason: reason.trim(), reference: reference.trim() })
        }
      />
    </>
  )
}

type LineProps = {
  readonly isReady: boolean
  readonly onLine: (line: Pick<NewLine, 'sku' | 'quantity'>) => void
}

const nextLine: TypedLine = { sku: '', quantity: '1' }

/** One line: SKU, Enter, quantity, Enter, and the next. */
function LineForm({ isReady, onLine }: LineProps) {
  const { receive: texts, wrongQuantity } = useStockTexts()
  const [typed, setTyped] = useState(nextLine)
  const [isChecked, setChecked] = useState(false)
  const sku = useRef<HTMLInputElement>(null)
  const quantity = useRef<HTMLInputElement>(null)
  useEffect(() => sku.current?.focus(), [])
  const line = readLine(typed)

  function toQuantity(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key !== 'Enter') return
    event.preventDefault()
    quantity.current?.focus()
    quantity.current?.select()
  }
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    setChecked(!line.isWhole)
    if (!line.isWhole || !isReady) return
    onLine({ sku: line.sku, quantity: line.quantity })
    setTyped(nextLine)
    sku.current?.focus()
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-start" mb="md">
        <TextInput
          {...{ ref: sku, label: texts.sku, required: true, w: 260 }}
          {...{ autoComplete: 'off', spellCheck: false, value: typed.sku }}
          onChange={({ currentTarget }) => setTyped({ ...typed, sku: currentTarget.value })}
          onKeyDown={toQuantity}
          error={isChecked && line.sku === undefined ? texts.wrongSku : undefined}
        />
        <TextInput
          {...{ ref: quantity, label: texts.quantity, required: true, w: 120 }}
          {...{ inputMode: 'numeric', value: typed.quantity }}
          onChange={({ currentTarget }) => setTyped({ ...typed, quantity: currentTarget.value })}
          error={isChecked && line.quantity === undefined ? wrongQuantity : undefined}
        />
        <Button type="submit" mt={24}>
          {texts.add}
        </Button>
      </Group>
    </form>
  )
}
