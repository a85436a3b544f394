import { Button, Checkbox, Stack } from '@mantine/core'
import { Columns3, Download } from 'lucide-react'
import { useMessages } from '../../../office.tsx'
import { PopoverButton } from '../../actions/popover-button.tsx'
import { Choice } from '../../native/choice.tsx'
import type { Column } from '../column.ts'
import classes from '../data-list.module.css'
import { type Density, densities } from '../list-search.ts'

type Props<Row> = {
  readonly columns: readonly Column<Row>[]
  readonly shown: readonly string[]
  readonly onColumns: (shown: readonly string[]) => void
  readonly density: Density
  readonly onDensity: (density: Density) => void
  readonly onExport?: (() => void) | undefined
  readonly isExporting?: boolean
}

/** Which columns a list has, how high its rows are, and the way out of it as a file. */
export function ListTools<Row>(props: Props<Row>) {
  const { columns, shown, onColumns, density, onDensity, onExport, isExporting = false } = props
  const { list } = useMessages()
  return (
    <>
      <PopoverButton
        variant="default"
        leftSection={<Columns3 size={16} aria-hidden />}
        text={list.columns}
        position="bottom-end"
      >
        {() => (
          <div className={classes['form']}>
            <Checkbox.Group label={list.columns} value={[...shown]} onChange={onColumns}>
              <Stack gap="xs" mt="xs">
                {columns.map(({ id, header }) => (
                  <Checkbox
                    key={id}
                    value={id}
                    label={header}
                    disabled={shown.length === 1 && shown.includes(id)}
                  />
                ))}
              </Stack>
            </Checkbox.Group>
            <Choice
              label={list.density}
              value={density}
              known={densities}
              names={list.densities}
              onChoose={onDensity}
            />
          </div>
        )}
      </PopoverButton>
      {onExport ? (
        <Button
          variant="default"
          leftSection={<Download size={16} aria-hidden />}
          onClick={onExport}
          loading={isExporting}
        >
          {list.exportAll}
        </Button>
      ) : null}
    </>
  )
}
