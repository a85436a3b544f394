import { lookUp } from '@comptoir/contracts/look-up'
import type { Choice } from '../runner/plan/choice.ts'
import { provideKafka } from './brokers/kafka.ts'
import type { Part, PartInput, ProvidePart } from './part.ts'
import { providePostgresql } from './stores/postgresql.ts'

/** How each store is found or started; Redis always is, whatever is chosen. */
const stores: Readonly<Record<string, ProvidePart>> = {
  postgresql: providePostgresql,
}
const brokers: Readonly<Record<string, ProvidePart>> = {
  kafka: provideKafka,
}

/** What a broker or a store cannot promise, said at every start. */
const caveats: { readonly [kind in keyof Choice]: Readonly<Record<string, string>> } = {
  store: {
    redis:
      'Store redis: a transaction that fails half-way is not rolled back; every other store does.',
  },
  broker: {},
}

export const caveatsOf = (choice: Choice): string[] =>
  (['store', 'broker'] as const).flatMap((kind) => lookUp(caveats[kind], choice[kind]) ?? [])

/** The broker and the store of a choice, beside Redis. */
export async function provideParts(
  { broker, store }: Choice,
  inputFor: (name: string) => PartInput,
): Promise<Part[]> {
  const wanted = [
    { name: store, provide: lookUp(stores, store) },
    { name: broker, provide: lookUp(brokers, broker) },
  ]
  const parts: Part[] = []
  for (const { name, provide } of wanted) if (provide) parts.push(await provide(inputFor(name)))
  return parts
}
