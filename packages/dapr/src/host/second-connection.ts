import type { Redis } from 'ioredis'

/** Another connection with the same settings, for what blocks or subscribes; its errors are emitted on the first one. */
export function secondConnection(redis: Redis): Redis {
  const second = redis.duplicate()
  second.on('error', (error) => {
    if (redis.listenerCount('error') > 0) redis.emit('error', error)
  })
  return second
}
