import type { Locale } from '@comptoir/contracts/common'
import { createPdf, type Pdf } from '@comptoir/pdf/document'
import { heightOf, write } from '@comptoir/pdf/text'
import { placeOf } from '../shipment/parcels.ts'
import type { LiveShipment } from '../shipment/shipment.ts'

/** A5 in points. */
export const slipSize: [number, number] = [419.53, 595.28]
const margin = 28
const inner = slipSize[0] - 2 * margin
const bottom = slipSize[1] - margin
const soft = '#5f6c7b'

const texts = {
  fr: {
    title: 'Bon de livraison',
    order: 'Commande',
    parcel: 'Colis',
    number: 'Numéro de suivi',
    service: 'Livraison',
    weight: 'Poids',
    from: 'Expéditeur',
    to: 'Destinataire',
    sku: 'Référence',
    item: 'Article',
    quantity: 'Quantité',
  },
  en: {
    title: 'Packing slip',
    order: 'Order',
    parcel: 'Parcel',
    number: 'Tracking number',
    service: 'Delivery',
    weight: 'Weight',
    from: 'From',
    to: 'To',
    sku: 'SKU',
    item: 'Item',
    quantity: 'Quantity',
  },
} as const

/** What is in a parcel and for whom it is, without prices: the same bytes each time it is drawn. */
export async function renderPackingSlip(
  shipment: LiveShipment,
  index: number,
  locale: Locale,
): Promise<Buffer> {
  const parcel = shipment.parcels[index]
  if (!parcel) throw new RangeError(`no parcel ${index}`)
  const options = {
    title: `${texts[locale].title} ${parcel.trackingNumber}`,
    author: shipment.from.recipient,
    language: locale,
    size: slipSize,
    createdAt: new Date(shipment.createdAt),
    texts: JSON.stringify(slipTexts(shipment)),
  }
  return await createPdf(options, (pdf) => drawPackingSlip(pdf, shipment, { index, locale }))
}

/** Every text of the packing slips of a shipment. */
export const slipTexts = ({ from, to, lines, serviceName }: LiveShipment) => [
  ...[addressLines(from), addressLines(to), serviceName],
  lines.map(({ sku, title }) => [sku, title]),
]

type Slip = { readonly index: number; readonly locale: Locale }

/** Draws a packing slip from the page that is open on; what does not fit goes on over further pages. */
export function drawPackingSlip(pdf: Pdf, shipment: LiveShipment, { index, locale }: Slip): void {
  const parcel = shipment.parcels[index]
  if (!parcel) return
  let y = drawHead(pdf, shipment, { index, locale })
  y = drawColumns(pdf, locale, y)
  for (const { sku, quantity } of parcel.lines) {
    const line = shipment.lines.find((one) => one.sku === sku)
    const title = line?.title[locale] ?? line?.title.fr ?? line?.title.en ?? ''
    const height = Math.max(heightOf(pdf, title, { ...cell, width: columns.item.width }), 11)
    if (y + height > bottom) {
      pdf.addPage({ size: slipSize, margin: 0 })
      y = drawColumns(pdf, locale, margin)
    }
    write(pdf, sku, { ...cell, ...columns.sku, y, leastSize: 5 })
    write(pdf, title, { ...cell, ...columns.item, y })
    write(pdf, String(quantity), { ...cell, ...columns.quantity, y, align: 'right', font: 'bold' })
    y += height + 5
  }
}

const cell = { size: 9 } as const
const columns = {
  sku: { x: margin, width: 92 },
  item: { x: margin + 98, width: inner - 98 - 56 },
  quantity: { x: margin + inner - 50, width: 50 },
}

function drawHead(pdf: Pdf, shipment: LiveShipment, { index, locale }: Slip): number {
  const t = texts[locale]
  const parcel = shipment.parcels[index]
  const kilos = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 })
  write(pdf, t.title, { x: margin, y: margin, size: 17, font: 'bold' })
  const facts = [
    [t.order, shipment.orderNumber],
    [t.parcel, placeOf(shipment.parcels, index)],
    [t.number, parcel?.trackingNumber ?? ''],
    [t.service, shipment.serviceName[locale] ?? shipment.serviceName.fr ?? ''],
    [t.weight, `${kilos.format((parcel?.weightGrams ?? 0) / 1000)} kg`],
  ] as const
  facts.forEach(([name, value], row) => {
    const y = margin + 30 + row * 14
    write(pdf, name, { x: margin, y, size: 8, color: soft })
    write(pdf, value, { x: margin + 98, y, width: inner - 98, size: 9, font: 'bold', leastSize: 6 })
  })
  const top = margin + 112
  const half = inner / 2 - 8
  const ends = [
    [t.from, addressLines(shipment.from), margin],
    [t.to, addressLines(shipment.to), margin + inner / 2 + 8],
  ] as const
  const heights = ends.map(([name, lines, x]) => {
    write(pdf, name, { x, y: top, size: 8, color: soft })
    let y = top + 13
    for (const line of lines) {
      write(pdf, line, { x, y, width: half, size: 9 })
      y += heightOf(pdf, line, { width: half, size: 9 }) + 1
    }
    return y
  })
  return Math.max(...heights) + 14
}

/** The heads of the columns; gives where the first row goes. */
function drawColumns(pdf: Pdf, locale: Locale, y: number): number {
  const t = texts[locale]
  const head = { y, size: 8, color: soft } as const
  write(pdf, t.sku, { ...head, ...columns.sku })
  write(pdf, t.item, { ...head, ...columns.item })
  write(pdf, t.quantity, { ...head, ...columns.quantity, align: 'right' })
  const below = y + 12
  pdf
    .moveTo(margin, below)
    .lineTo(margin + inner, below)
    .lineWidth(0.5)
    .stroke('#d5dce1')
  return below + 6
}

function addressLines(address: LiveShipment['to']): string[] {
  const { recipient, company, line1, line2, line3, postalCode, city, countryCode } = address
  const lines = [recipient, company, line1, line2, line3, `${postalCode} ${city} (${countryCode})`]
  return lines.flatMap((line) => line || [])
}
