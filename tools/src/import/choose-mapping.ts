import { readMapping, readTextFile } from '@comptoir/catalogue-import/mapping'
import { type MappingOptions, withOptions } from '@comptoir/catalogue-import/mapping-options'
import { detectPreset, presetFile } from '@comptoir/catalogue-import/presets'
import { openSource } from '@comptoir/catalogue-import/reading/source'

type Options = MappingOptions & {
  readonly file: string
  readonly from?: string | undefined
  readonly map?: string | undefined
  readonly encoding?: string | undefined
}

/** The mapping that is asked for, or the one that the columns of the file are of, with what options change of it. */
export async function chooseMapping(options: Options) {
  const { file, why } = await mappingFile(options)
  const mapping = withOptions(readMapping(file), options)
  const changes = [options.currency, options.rate, options.language, options['net-prices']]
  const { code, rate } = mapping.currency
  return {
    mapping,
    /** What tells this mapping from another one. */
    key: `${readTextFile(file)} ${changes.join(' ')}`,
    said: [
      ...why,
      ...(options.map === undefined ? [`prices are in ${code}, 1 ${code} = ${rate} EUR`] : []),
    ],
  }
}

async function mappingFile({ map, from = 'auto', file, encoding }: Options) {
  if (map !== undefined) return { file: map, why: [] }
  if (from !== 'auto') return { file: presetFile(from), why: [] }
  const { columns } = await openSource(file, { encoding })
  const { name, why } = detectPreset(columns)
  return { file: presetFile(name), why: [`the file is of ${name}: ${why}`] }
}
