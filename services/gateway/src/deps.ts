import type { Faults } from '@comptoir/dapr/faults/faults'
import type { ServiceAppOptions, ServiceDeps } from '@comptoir/service/app'
import type { ForwardDeps } from './forwarding/forward.ts'
import type { OperationDeps } from './routes/operations.ts'
import type { Operation } from './routing/operation.ts'

export type Deps = ServiceDeps &
  ForwardDeps &
  OperationDeps & {
    /** The public operations of every service: what is not among them is not forwarded. */
    readonly operations: readonly Operation[]
    /** The documents of the services and our own, merged. Without it, the gateway's own alone is served. */
    readonly document?: ServiceAppOptions['document']
    /** Before all else is forwarded: whatever is added later is not reached. */
    readonly faults?: Faults | undefined
  }
