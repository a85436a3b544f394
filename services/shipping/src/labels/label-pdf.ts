import { layOutLabel } from '@comptoir/contracts/postal/label-lines'
import { createPdf, type Pdf } from '@comptoir/pdf/document'
import { write } from '@comptoir/pdf/text'
import bwip from 'bwip-js/node'
import { carrierNameOf } from '../shipment/carrier-name.ts'
import { placeOf } from '../shipment/parcels.ts'
import type { LiveShipment } from '../shipment/shipment.ts'

/** 10 × 15 cm in points. */
const width = 283.46
const height = 425.2
const margin = 12
const inner = width - 2 * margin

/** 10 × 15 cm. */
export const labelSize: [number, number] = [width, height]

/** The label of one parcel: the same bytes each time it is drawn. */
export async function renderLabel(shipment: LiveShipment, parcelIndex: number): Promise<Buffer> {
  const parcel = shipment.parcels[parcelIndex]
  if (!parcel) throw new RangeError(`no parcel ${parcelIndex}`)
  const options = {
    title: `${parcel.trackingNumber} ${shipment.orderNumber}`,
    author: shipment.from.recipient,
    language: 'fr',
    size: labelSize,
    createdAt: new Date(shipment.createdAt),
    texts: JSON.stringify(labelTexts(shipment)),
  }
  return await createPdf(options, (pdf) => drawLabel(pdf, shipment, parcelIndex))
}

/** Every text of the labels of a shipment. */
export const labelTexts = (shipment: LiveShipment) => [
  ...layOutLabel(shipment.from).lines,
  ...layOutLabel(shipment.to).lines,
  ...[shipment.to.phone, shipment.serviceName, shipment.orderNumber],
  ...(shipment.pickupPoint ? [shipment.pickupPoint.pointId] : []),
]

/** Draws a label on the page that is open. */
export function drawLabel(pdf: Pdf, shipment: LiveShipment, parcelIndex: number): void {
  drawService(pdf, shipment)
  drawSender(pdf, shipment, parcelIndex)
  drawRecipient(pdf, shipment)
  drawTrackingNumber(pdf, shipment.parcels[parcelIndex]?.trackingNumber ?? '')
}

function drawService(pdf: Pdf, shipment: LiveShipment): void {
  const { serviceName, to } = shipment
  pdf.rect(0, 0, width, 52).fill('#000000')
  const name = (serviceName.fr ?? serviceName.en ?? '').toUpperCase()
  const light = { x: margin, width: inner - 70, color: '#ffffff', leastSize: 6 } as const
  write(pdf, name, { ...light, y: 12, size: 17, font: 'bold' })
  write(pdf, carrierNameOf(shipment) ?? '', { ...light, y: 34, size: 8.5 })
  const department = to.postalCode.replace(/\s/g, '').slice(0, 2)
  const right = { x: width - margin - 60, y: 10, width: 60, align: 'right' } as const
  write(pdf, department, { ...right, size: 32, font: 'bold', color: '#ffffff' })
}

function drawSender(pdf: Pdf, shipment: LiveShipment, parcelIndex: number): void {
  const top = 62
  write(pdf, 'EXPÉDITEUR', { x: margin, y: top, size: 6, font: 'bold' })
  layOutLabel(shipment.from).lines.forEach((line, index) => {
    write(pdf, line, { x: margin, y: top + 10 + index * 9, width: 128, size: 7, leastSize: 4 })
  })
  const grams = shipment.parcels[parcelIndex]?.weightGrams ?? 0
  const kilos = (grams / 1000).toFixed(2).replace('.', ',')
  const facts = [
    ['Commande', shipment.orderNumber],
    ['Poids', `${kilos} kg`],
    ['Colis', placeOf(shipment.parcels, parcelIndex)],
    ['Date', frenchDay.format(new Date(shipment.createdAt))],
  ] as const
  facts.forEach(([label, value], index) => {
    const y = top + 2 + index * 13
    write(pdf, label, { x: margin + 138, y: y + 1, width: 44, size: 6.5 })
    const box = { x: margin + 160, y, width: inner - 160, align: 'right', leastSize: 5 } as const
    write(pdf, value, { ...box, size: 8.5, font: 'bold' })
  })
}

const frenchDay = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris' })

function drawRecipient(pdf: Pdf, { to, pickupPoint }: LiveShipment): void {
  const top = 138
  pdf.lineWidth(1.2).rect(margin, top, inner, 142).stroke('#000000')
  pdf.rect(margin, top, 74, 13).fill('#000000')
  const light = { size: 6.5, font: 'bold', color: '#ffffff' } as const
  write(pdf, 'DESTINATAIRE', { ...light, x: margin + 6, y: top + 4 })
  const { lines } = layOutLabel(to)
  // addresses that were taken before they were checked may have more lines
  const step = Math.min(17, 102 / lines.length)
  lines.forEach((line, index) => {
    const strong = index === 0 || index === lines.length - 1
    const font = strong ? 'bold' : 'regular'
    const size = Math.min(strong ? 12.5 : 11, step - 4)
    const box = { x: margin + 10, y: top + 24 + index * step, width: inner - 20, leastSize: 3 }
    write(pdf, line, { ...box, size, font })
  })
  const box = { x: margin + 10, width: inner - 20, y: top + 128, size: 8, leastSize: 5 }
  const point = pickupPoint && `Point de retrait ${pickupPoint.pointId}`
  const below = [point, to.phone && `Tél. ${to.phone}`].filter(Boolean).join(' · ')
  if (below) write(pdf, below, box)
}

function drawTrackingNumber(pdf: Pdf, trackingNumber: string): void {
  const top = 294
  drawBarcode(pdf, trackingNumber, { top, height: 88 })
  const text = trackingNumber.match(/.{1,4}/g)?.join(' ') ?? trackingNumber
  const box = { x: margin, y: top + 96, width: inner, align: 'center' } as const
  write(pdf, text, { ...box, size: 14, font: 'bold' })
}

/** Widths in modules of bars and spaces in turn, a bar first: the Code 128 symbol of a text. */
export function code128Widths(text: string): number[] {
  const [symbol] = bwip.raw({ bcid: 'code128', text })
  if (!symbol || !('sbs' in symbol)) throw new Error('no barcode')
  return [...symbol.sbs]
}

const quietModules = 10

/** Draws a text as a Code 128 barcode over the width of the label, with the quiet zones that scanners need. */
function drawBarcode(pdf: Pdf, text: string, { top, height }: { top: number; height: number }) {
  const widths = code128Widths(text)
  const modules = widths.reduce((sum, module) => sum + module, 2 * quietModules)
  const unit = inner / modules
  let left = margin + quietModules * unit
  widths.forEach((module, index) => {
    if (index % 2 === 0) pdf.rect(left, top, module * unit, height)
    left += module * unit
  })
  pdf.fill('#000000')
}
