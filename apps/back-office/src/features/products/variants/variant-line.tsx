import type { ProductImage, ProductOption } from '@comptoir/contracts/catalog/schemas'
import { type ClipboardEvent, memo } from 'react'
import { variantsEn, variantsFr } from '../../../messages/products/variants.ts'
import { useWords } from '../../../office.tsx'
import { RowCheckbox } from '../../../ui/native/row-checkbox.tsx'
import classes from '../products.module.css'
import { MoneyCell, TextCell, WeightCell } from './cell.tsx'
import { isSheet, type PasteColumn } from './paste.ts'
import type { NumberColumn, VariantRow } from './variant-row.ts'

export type LineProps = {
  readonly row: VariantRow
  readonly number: number
  readonly options: readonly ProductOption[]
  readonly images: readonly ProductImage[]
  /** What can be sold of it, as far as the catalogue knows; nothing of a variant that is not saved. */
  readonly available: number | undefined
  readonly isChosen: boolean
  /** The fields of it that were refused, with commas. */
  readonly wrong: string
  readonly onChoose: (id: string) => void
  readonly onChange: (id: string, change: Partial<VariantRow>) => void
  readonly onPaste: (id: string, column: PasteColumn, text: string) => void
}

/** One variant. Lines that say the same are not drawn again while another one is typed in. */
export const VariantLine = memo(function VariantLine(props: LineProps) {
  const { isChosen, onChoose, ...cells } = props
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  const { id, sku } = cells.row
  const name = sku || texts.numbered(cells.number)
  return (
    <tr data-chosen={isChosen || undefined}>
      <td>
        <RowCheckbox label={texts.choose(name)} isChosen={isChosen} onClick={() => onChoose(id)} />
      </td>
      <Cells {...cells} name={name} />
    </tr>
  )
})

type NamedProps = Omit<LineProps, 'isChosen' | 'onChoose'> & { readonly name: string }

/** What is typed of a variant: it is not drawn again when two hundred are chosen at once. */
const Cells = memo(function Cells(props: NamedProps) {
  const { options, available } = props
  return (
    <>
      {options.length === 0 ? <NameCells {...props} /> : null}
      {options.map((option) => (
        <OptionCell key={option.name} {...props} option={option} />
      ))}
      <Numbers {...props} />
      <td>
        <PictureCell {...props} />
      </td>
      <td className={classes['amount']}>{available ?? '–'}</td>
    </>
  )
})

function NameCells({ row, name, onChange }: NamedProps) {
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  return (['fr', 'en'] as const).map((language) => (
    <td key={language}>
      <TextCell
        column={`name ${language}`}
        label={texts.cellOf(texts.names[language], name)}
        lang={language}
        value={row.name[language] ?? ''}
        onChange={(text) =>
          onChange(row.id, { name: { ...row.name, [language]: text || undefined } })
        }
      />
    </td>
  ))
}

type OptionProps = NamedProps & { readonly option: ProductOption }

function OptionCell({ row, name, option, onChange }: OptionProps) {
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  const value = row.options[option.name] ?? ''
  const isKnown = option.values.includes(value)
  return (
    <td>
      <select
        className={classes['cell']}
        aria-label={texts.cellOf(option.name, name)}
        aria-invalid={!isKnown || undefined}
        value={value}
        onChange={({ currentTarget }) =>
          onChange(row.id, { options: { ...row.options, [option.name]: currentTarget.value } })
        }
      >
        {isKnown ? null : <option value={value}>{value}</option>}
        {option.values.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </td>
  )
}

function Numbers({ row, name, wrong, onChange, onPaste }: NamedProps) {
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  const faults = wrong.split(',')
  const common = (column: PasteColumn) => ({
    column,
    label: texts.cellOf(texts.columns[column], name),
    isWrong: faults.includes(column),
    onPaste: (event: ClipboardEvent) => {
      const text = event.clipboardData.getData('text/plain')
      if (!isSheet(text)) return
      event.preventDefault()
      onPaste(row.id, column, text)
    },
  })
  const number = (column: NumberColumn) => ({
    ...common(column),
    value: row[column],
    unread: row.unread?.[column],
    onChange: (value: number | null, unread?: string) =>
      onChange(row.id, {
        [column]: value,
        ...(unread !== undefined && { unread: { [column]: unread } }),
      }),
  })
  return (
    <>
      <td>
        <TextCell
          {...common('sku')}
          value={row.sku}
          onChange={(sku) => onChange(row.id, { sku })}
        />
      </td>
      <td>
        <MoneyCell {...number('price')} />
      </td>
      <td>
        <MoneyCell {...number('compareAt')} />
      </td>
      <td>
        <WeightCell {...number('weight')} />
      </td>
      <td>
        <TextCell
          {...common('gtin')}
          value={row.gtin}
          onChange={(gtin) => onChange(row.id, { gtin })}
        />
      </td>
    </>
  )
}

function PictureCell({ row, name, images, onChange }: NamedProps) {
  const texts = useWords({ fr: variantsFr, en: variantsEn })
  return (
    <select
      className={classes['cell']}
      aria-label={texts.cellOf(texts.columns.picture, name)}
      value={row.imagePath}
      onChange={({ currentTarget }) => onChange(row.id, { imagePath: currentTarget.value })}
    >
      <option value="">{texts.ownPicture}</option>
      {images.map(({ path }, n) => (
        <option key={path} value={path}>
          {texts.picture(n + 1)}
        </option>
      ))}
    </select>
  )
}
