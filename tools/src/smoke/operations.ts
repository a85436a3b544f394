import { require, type SmokeTest } from './around.ts'

type Answers = { readonly silent: readonly string[] }

/** The pages of operators: every service says how far it has come, and no event is waiting for somebody. */
export const operations: SmokeTest = async ({ staff }) => {
  const { body: consumption } = await staff<Answers>('GET /api/operations/consumption')
  require(consumption.silent.length === 0, `does not answer: ${consumption.silent.join(', ')}`)
  const { body: letters } = await staff<Answers & { readonly items: readonly object[] }>(
    'GET /api/operations/dead-letters',
  )
  require(letters.silent.length === 0, `does not answer: ${letters.silent.join(', ')}`)
  require(letters.items.length === 0, `${letters.items.length} dead letters: npm run dead-letters`)
  await staff('GET /openapi.json')
}
