import { createPdf } from '@comptoir/pdf/document'
import { heightOf, write } from '@comptoir/pdf/text'
import type { ConfirmedWithdrawal } from './withdrawal.ts'
import { refundDayOf } from './withdrawal-period.ts'
import { receiptTexts, withdrawalInformation } from './withdrawal-texts.ts'

const paris = { timeZone: 'Europe/Paris', dateStyle: 'long', timeStyle: 'long' } as const
const [left, width, labelWidth] = [56, 483, 150]

/** The rows of a receipt: what was declared, and when it was confirmed, in Paris. */
export function receiptRows(withdrawal: ConfirmedWithdrawal): [label: string, value: string][] {
  const { locale, name, orderNumber, email, lines, confirmedAt, withdrawalId } = withdrawal
  const { labels, whole } = receiptTexts[locale]
  const goods = lines?.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ') ?? whole
  const refundBy = new Date(`${refundDayOf(confirmedAt)}T12:00:00Z`)
  return [
    [labels.name, name],
    [labels.order, orderNumber],
    [labels.email, email],
    [labels.goods, goods],
    [labels.at, new Intl.DateTimeFormat(locale, paris).format(new Date(confirmedAt))],
    [labels.refundBy, new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(refundBy)],
    [labels.id, withdrawalId],
  ]
}

/** The acknowledgement on a durable medium (Code de la consommation, L221-21): the same bytes each time it is drawn. */
export async function renderReceipt(withdrawal: ConfirmedWithdrawal): Promise<Buffer> {
  const { locale, confirmedAt, withdrawalId } = withdrawal
  const { title, statement } = receiptTexts[locale]
  const rows = receiptRows(withdrawal)
  const notes = withdrawalInformation.map((text) => text[locale])
  const options = {
    title: `${title} ${withdrawalId}`,
    author: 'Comptoir',
    language: locale,
    size: 'A4',
    createdAt: new Date(confirmedAt),
    texts: JSON.stringify([title, statement, rows, notes]),
  } as const
  return await createPdf(options, (pdf) => {
    let y = 60
    const draw = (
      text: string,
      style: { x: number; width: number; size: number; font?: 'bold' },
    ) => {
      write(pdf, text, { ...style, y })
      return heightOf(pdf, text, style)
    }
    y += draw(title, { x: left, width, size: 18, font: 'bold' }) + 14
    y += draw(statement, { x: left, width, size: 10 }) + 18
    for (const [label, value] of rows) {
      const labelHeight = draw(label, { x: left, width: labelWidth, size: 10, font: 'bold' })
      const x = left + labelWidth
      y += Math.max(labelHeight, draw(value, { x, width: width - labelWidth, size: 10 })) + 6
    }
    y += 14
    for (const note of notes) y += draw(note, { x: left, width, size: 9 }) + 8
  })
}
