/**
 * What article A47 A-1, VII, of the Livre des procédures fiscales asks of the file of a financial year, as sentences that say
 * what is wrong. Written from the article, apart from the code that writes the file.
 */
export function fecFaults(
  text: string,
  year: { readonly from: string; readonly to: string },
): string[] {
  const [header = '', ...lines] = text.split('\r\n')
  const faults: string[] = []
  if (lines.pop() !== '') faults.push('the last record has no end')
  if (header !== columns.join('\t')) faults.push('the first record does not name the 18 columns')
  const records = lines.map((line) => {
    const values = line.split('\t')
    if (values.length !== columns.length) faults.push(`${values.length} fields: ${line}`)
    return Object.fromEntries(columns.map((name, at) => [name, values[at] ?? ''])) as FecRecord
  })
  faults.push(...records.flatMap((record) => recordFaults(record, year)))
  faults.push(...entryFaults(records), ...labelFaults(records))
  return faults
}

const columns = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
  'EcritureLet',
  'DateLet',
  'ValidDate',
  'Montantdevise',
  'Idevise',
] as const
export type FecRecord = Record<(typeof columns)[number], string>

const needed = [
  ...([
    'JournalCode',
    'JournalLib',
    'EcritureNum',
    'EcritureDate',
    'CompteNum',
    'CompteLib',
  ] as const),
  ...(['PieceRef', 'PieceDate', 'EcritureLib', 'Debit', 'Credit', 'ValidDate'] as const),
]

export const recordsOf = (text: string): FecRecord[] =>
  text
    .split('\r\n')
    .slice(1, -1)
    .map(
      (line) =>
        Object.fromEntries(line.split('\t').map((value, at) => [columns[at], value])) as FecRecord,
    )

/** In cents. */
export const centsOf = (amount: string): number => Number(amount.replace(',', ''))

function recordFaults(record: FecRecord, { from, to }: { from: string; to: string }): string[] {
  const { CompteNum, Debit, Credit, EcritureDate, PieceDate, ValidDate } = record
  const inYear = (day: string) => from.replaceAll('-', '') <= day && day <= to.replaceAll('-', '')
  const isAmount = (text: string) => /^\d+,\d\d$/.test(text)
  const checks: [string, boolean][] = [
    ...needed.map((name): [string, boolean] => [`${name} is empty`, record[name] !== '']),
    ['an account begins with three digits of the plan', /^[1-7]\d\d\w*$/.test(CompteNum)],
    ['an amount has a decimal comma and two decimals', isAmount(Debit) && isAmount(Credit)],
    ['one of debit and credit is zero', (centsOf(Debit) === 0) !== (centsOf(Credit) === 0)],
    ['a day is AAAAMMJJ', [EcritureDate, PieceDate, ValidDate].every(isDay)],
    ['the entry is in the financial year', inYear(EcritureDate)],
    ['an auxiliary account has a label', (record.CompAuxNum === '') === (record.CompAuxLib === '')],
  ]
  return checks.flatMap(([rule, holds]) => (holds ? [] : [`${rule}: ${JSON.stringify(record)}`]))
}

function isDay(text: string): boolean {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  const time = Date.parse(iso)
  return iso !== text && !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)
}

/** Entries balance, are numbered from 1 without a hole, have one day and journal each, and never go back in time. */
function entryFaults(records: readonly FecRecord[]): string[] {
  const entries = [...Map.groupBy(records, ({ EcritureNum }) => EcritureNum)]
  let before = ''
  return entries.flatMap(([number, lines], at) => {
    const sum = (side: 'Debit' | 'Credit') =>
      lines.reduce((all, line) => all + centsOf(line[side]), 0)
    const days = new Set(lines.map((line) => `${line.EcritureDate} ${line.JournalCode}`))
    const day = lines[0]?.EcritureDate ?? ''
    const isLater = day >= before
    before = day
    return [
      ...(sum('Debit') === sum('Credit') ? [] : [`entry ${number} does not balance`]),
      ...(Number(number) === at + 1 ? [] : [`entry ${number} is number ${at + 1}`]),
      ...(days.size === 1 ? [] : [`entry ${number} has several days or journals`]),
      ...(isLater ? [] : [`entry ${number} goes back in time`]),
    ]
  })
}

/** An account, an auxiliary one and a journal have one label each. */
function labelFaults(records: readonly FecRecord[]): string[] {
  const pairs = [
    ['CompteNum', 'CompteLib'],
    ['JournalCode', 'JournalLib'],
  ] as const
  return pairs.flatMap(([code, label]) =>
    [...Map.groupBy(records, (record) => record[code])].flatMap(([of, same]) =>
      new Set(same.map((record) => record[label])).size > 1 ? [`${code} ${of} has two labels`] : [],
    ),
  )
}
