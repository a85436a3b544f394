import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { readStartOptions } from './arguments.ts'

describe('the command line of npm start', () => {
  it('starts every service at the usual ports by default', () => {
    expect(readStartOptions([], {})).toEqual({
      asked: {},
      only: appIds,
      portOffset: 0,
      dev: false,
      detach: false,
      seed: true,
    })
  })

  it('keeps to the services asked for, in the order of the topology', () => {
    const { only } = readStartOptions(['--only', 'orders, carts', '--port-offset', '1000'])
    expect(only).toEqual(['carts', 'orders'])
  })

  it('says what to run on; the environment does where it says nothing', () => {
    const env = { COMPTOIR_BROKER: 'kafka', COMPTOIR_STORE: 'mysql' }
    expect(readStartOptions([], env).asked).toEqual({ broker: 'kafka', store: 'mysql' })
    expect(readStartOptions(['--store', 'sqlite'], env).asked).toEqual({
      broker: 'kafka',
      store: 'sqlite',
    })
    expect(readStartOptions([], { COMPTOIR_LIVE: 'mqtt' }).asked).toEqual({ live: 'mqtt' })
    expect(readStartOptions(['--live', 'redis'], { COMPTOIR_LIVE: 'mqtt' }).asked).toEqual({
      live: 'redis',
    })
  })

  it.each([
    [['--only', 'orders,basket'], 'no service is called basket; there are gateway, accounts'],
    [['--port-offset', 'many'], '--port-offset takes a whole number, not "many"'],
    [
      ['--port-offset', '2000'],
      '2000 needs port 10080, which browsers and fetch refuse; 2100 will',
    ],
    [['--fast'], 'Unknown option --fast'],
    [['--port-ofset', '1'], 'did you mean --port-offset?'],
    [['orders'], "Unexpected argument 'orders'"],
  ])('explains %j', (argv, words) => {
    expect(() => readStartOptions(argv)).toThrow(words)
  })
})
