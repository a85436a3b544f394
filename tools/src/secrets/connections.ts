import { lookUp } from '@comptoir/contracts/look-up'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { givenVariable, type PartInput, sidecarEnvironmentFor } from '../provision/part.ts'
import { provideParts } from '../provision/provide-parts.ts'
import { type Choice, usualChoice } from '../runner/plan/choice.ts'
import type { Environment } from '../runner/plan/environment.ts'
import { storesIn } from '../runner/plan/store-choice.ts'
import { UserError } from '../runner/screen/user-error.ts'

/** What the sidecar of each service must know of the broker and its store. */
export type Connections = Readonly<Record<AppId, Environment>>

/**
 * Makes what the services need at the broker and the stores that others run: users, schemas, topics. Answers how each
 * sidecar reaches them. Throws a UserError for a choice without an address, or that only one machine can keep.
 */
export async function prepareConnections(choice: Choice, input: PartInput): Promise<Connections> {
  requireAddress('broker', choice.broker, input.env)
  for (const store of storesIn(choice.store)) requireAddress('store', store, input.env)
  if (choice.live !== undefined) requireAddress('live', choice.live, input.env)
  const parts = await provideParts(choice, () => input)
  for (const { prepare } of parts) await prepare?.()
  const environmentOf = sidecarEnvironmentFor(parts)
  return Object.fromEntries(appIds.map((appId) => [appId, environmentOf(appId)])) as Connections
}

/** Throws a UserError for a broker or a store whose address the environment does not have, or which has none. */
export function requireAddress(kind: keyof Choice, name: string, env: NodeJS.ProcessEnv): void {
  if (name === usualChoice[kind]) return
  const variable = givenVariable(name)
  if (!variable) throw new UserError(`${kind} "${name}" is for npm start: it lives on one machine`)
  if (!lookUp(env, variable))
    throw new UserError(`--${kind} ${name} needs its address in ${variable}`)
}
