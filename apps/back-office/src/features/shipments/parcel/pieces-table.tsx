import { Button, Checkbox, NumberInput } from '@mantine/core'
import classes from '../../../ui/detail/detail.module.css'
import { Wide } from '../../../ui/wide.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'
import type { DivisionFields } from './division-fields.tsx'
import { leftOf, withPieces } from './division-wish.ts'

/** Which piece goes into which parcel: a row a SKU, a column a parcel, and what is left. */
export function PiecesTable({ wish, here, onChange }: DivisionFields) {
  const { divide: texts, parcel } = useShipmentTexts()
  const { parcels } = wish
  const hold = (index: number, isHeld: boolean) =>
    parcels.map((one, at) => (at === index ? { ...one, hold: isHeld } : one))
  return (
    <>
      <Wide label={texts.table}>
        <table className={classes['table']}>
          <caption className="unseen">{texts.table}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.sku}</th>
              {parcels.map((_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a parcel is its number
                <th key={index} scope="col">
                  {parcel(index + 1, parcels.length)}
                </th>
              ))}
              <th scope="col" className={classes['amount']}>
                {texts.left}
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(here).map(([sku, all]) => (
              <tr key={sku}>
                <th scope="row">{sku}</th>
                {parcels.map(({ pieces }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a parcel is its number
                  <td key={index}>
                    <NumberInput
                      aria-label={texts.cell(sku, index + 1)}
                      min={0}
                      max={all}
                      w={90}
                      allowDecimal={false}
                      value={pieces[sku] ?? 0}
                      onChange={(count) =>
                        onChange({
                          ...wish,
                          parcels: withPieces(parcels, index, sku, Number(count) || 0),
                        })
                      }
                    />
                  </td>
                ))}
                <td className={classes['amount']}>{leftOf(sku, all, parcels)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {parcels.map((one, index) => (
        <Checkbox
          // biome-ignore lint/suspicious/noArrayIndexKey: a parcel is its number
          key={index}
          label={texts.hold(index + 1)}
          checked={one.hold}
          onChange={({ currentTarget }) =>
            onChange({ ...wish, parcels: hold(index, currentTarget.checked) })
          }
        />
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          onClick={() => onChange({ ...wish, parcels: [...parcels, { pieces: {}, hold: false }] })}
        >
          {texts.add}
        </Button>
      </div>
    </>
  )
}
