import { TextInput } from '@mantine/core'
import { useMoneyTexts } from './money-texts.ts'

/** What the statement of the bank says of a transfer. */
export function TransferFields() {
  const texts = useMoneyTexts()
  return (
    <>
      <TextInput name="date" type="date" label={texts.date} required />
      <TextInput name="reference" label={texts.statement} required maxLength={140} />
    </>
  )
}

/** The same of a form that was sent. */
export const statementIn = (form: FormData) => ({
  date: String(form.get('date')),
  reference: String(form.get('reference')).trim(),
})
