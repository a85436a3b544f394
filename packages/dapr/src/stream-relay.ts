import type { Redis } from 'ioredis'
import type { Stop } from './relay.ts'
import type { Store } from './store.ts'

export declare function startStreamRelay(store: Store, redis: Redis): Stop
