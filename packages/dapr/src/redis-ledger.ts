import type { Redis } from 'ioredis'
import type { Ledger } from './ledger.ts'

export declare function createRedisLedger(redis: Redis, service: string): Ledger
