import { appIds } from '@comptoir/contracts/topology'

/**
 * Timeouts and retries of every sidecar. A message is tried for two minutes, then becomes a dead letter;
 * calls between services have a limit, and their retries are the caller's, who knows what is idempotent.
 */
export function resiliency() {
  return {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Resiliency',
    metadata: { name: 'comptoir' },
    spec: {
      policies: {
        timeouts: { call: '15s', handler: '30s' },
        retries: { delivery: { policy: 'constant', duration: '1s', maxRetries: 120 } },
      },
      targets: {
        apps: Object.fromEntries(appIds.map((appId) => [appId, { timeout: 'call' }])),
        components: { pubsub: { inbound: { retry: 'delivery', timeout: 'handler' } } },
      },
    },
  }
}
