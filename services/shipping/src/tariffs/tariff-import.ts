import { isDeepStrictEqual } from 'node:util'
import type {
  TariffImport,
  TariffImportResult,
  ZoneTariff,
} from '@comptoir/contracts/shipping/tariff-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { LineError } from './table-rows.ts'
import { type Author, putTariffs, type Tariffs, tariffOf } from './tariff-book.ts'
import type { TariffStore } from './tariff-store.ts'
import { readTable } from './tariff-table.ts'

/** What a problem names at most: a file with more is another kind of file. */
const mostErrors = 200

/** Previews or imports a tariff table: all of it, or nothing. Repeating an import that was stored changes nothing. */
export async function importTable(
  tariffs: Pick<TariffStore, 'get' | 'change'>,
  { table, preview, version }: TariffImport,
  author: Author,
): Promise<TariffImportResult> {
  const before = await tariffs.get()
  const { value, errors } = readTable(table, before.data)
  const shown = errors.length > 0 ? [] : value.map((tariff) => comparedWith(before.data, tariff))
  if (preview) {
    const told = errors.slice(0, mostErrors)
    return { applied: false, version: before.version, tariffs: shown, errors: told }
  }
  if (errors.length > 0) throw notImported(errors)
  const { version: stored } = await tariffs.change((book, now) => {
    const read = readTable(table, book)
    if (read.errors.length > 0) throw notImported(read.errors)
    const next = putTariffs(book, read.value, { ...author, action: 'imported' })
    if (next !== book && version !== undefined && version !== now)
      throw refuse('conflict', 'the tariffs changed since the preview: preview the table again')
    return next
  })
  return { applied: true, version: stored, tariffs: shown, errors: [] }
}

function comparedWith(
  book: Tariffs,
  zoneTariff: ZoneTariff,
): TariffImportResult['tariffs'][number] {
  const { optionId, zoneId, ...tariff } = zoneTariff
  const known = tariffOf(book, zoneTariff)
  if (!known) return { optionId, zoneId, action: 'added', tariff }
  const { optionId: _o, zoneId: _z, ...previous } = known
  const action = isDeepStrictEqual(previous, tariff) ? 'same' : 'changed'
  return { optionId, zoneId, action, previous, tariff }
}

function notImported(errors: readonly LineError[]) {
  const named = errors.slice(0, mostErrors).map(({ line, field, code, message }) => {
    return { field: `lines.${line}.${field}`, code, message: `line ${line}, ${field}: ${message}` }
  })
  return refuse('invalid_request', `${errors.length} errors: nothing was imported`, {
    errors: named,
  })
}
