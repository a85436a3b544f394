import { afterAll, beforeAll, describe, inject, it } from 'vitest'
import { killAmongSagas } from '../faults/drills/outages/kill.ts'
import { drill } from '../faults/kit/drill.ts'
import { createTestPlatform } from '../faults/kit/test-platform.ts'
import { refuseIntruders } from './drills/access.ts'
import { restoreByRunbook } from './drills/backup.ts'
import { sweepGroups } from './drills/broadcast-groups.ts'
import { restartControlPlane } from './drills/control-plane.ts'
import { evictTwo } from './drills/eviction.ts'
import { keepReplicasFresh } from './drills/fresh-replicas.ts'
import { orderAmongReplicas } from './drills/replicas.ts'
import { rollEverything } from './drills/rolling-upgrade.ts'
import {
  lateSubscription,
  replacedOnlyPod,
  replacedPod,
  withoutInjector,
} from './drills/sidecars.ts'
import { measureSizes } from './drills/sizes.ts'
import { podsAsProcesses, scaleTo } from './kit/pods.ts'

const platform = createTestPlatform(inject('platform'), podsAsProcesses())

describe('what a cluster is sized by', () => {
  it('is measured idle and for an order', () =>
    drill(platform, 'sizes', () => measureSizes(platform)))
})

describe('a pod is deleted in the middle of twenty sagas', () => {
  it.for(['orders', 'payments', 'redis'])('of %s: all end, none twice', (name) =>
    drill(platform, `pod of ${name} deleted among 20 sagas`, () => killAmongSagas(platform, name)),
  )
})

describe('sidecars', () => {
  it('start again when a subscription comes after them', () =>
    drill(platform, 'a sidecar that started before its subscription', () =>
      lateSubscription(platform),
    ))

  it('reach the new pod when the only one was replaced', () =>
    drill(platform, 'calls to a service whose only pod is replaced', () =>
      replacedOnlyPod(platform),
    ))

  it('connect anew when a pod was replaced', () =>
    drill(platform, 'calls to a pod that is replaced', () => replacedPod(platform)))

  it('are in every pod, also after the injector was away', () =>
    drill(platform, 'a pod made while the injector is away', () => withoutInjector(platform)))

  it('find their control plane again', () =>
    drill(platform, "Dapr's control plane restarted among 20 sagas", () =>
      restartControlPlane(platform),
    ))
})

describe('who is not let in', () => {
  it('is refused by access control and by the list of callers', () =>
    drill(platform, 'an unauthorised caller', () => refuseIntruders(platform)))
})

describe('a rolling upgrade', () => {
  it('loses no request and no order', () =>
    drill(platform, 'rolling upgrade under load', () => rollEverything(platform)))
})

describe('a backup', () => {
  it('brings the shop back, by the commands of the documentation', () =>
    drill(platform, 'backup and restore by the runbook', () => restoreByRunbook(platform)))
})

describe('three replicas of every service', () => {
  beforeAll(() => scaleTo(3))
  afterAll(() => scaleTo(1))

  it('sell what there is, once', () =>
    drill(platform, '400 orders, a pod of each service deleted', () =>
      orderAmongReplicas(platform),
    ))

  it('hold what changed within a second', () =>
    drill(platform, 'a product is changed: every replica answers with it', () =>
      keepReplicasFresh(platform),
    ))

  it('leave no consumer group behind', () =>
    drill(platform, 'consumer groups of sidecars that are gone', () => sweepGroups(platform)))

  it('are evicted one at a time', () =>
    drill(platform, 'a node is drained: two pods of a service', () => evictTwo(platform)))
})
