/**
 * Timeouts and retries of every sidecar. A message is tried for two minutes, then becomes a dead letter.
 * Nothing for calls between services: their time limits, retries and circuit breakers are the caller's, who knows what
 * is idempotent, and with a policy for an app daprd does not connect anew when a pod was replaced (decision 20).
 */
export function resiliency() {
  return {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Resiliency',
    metadata: { name: 'comptoir' },
    spec: {
      policies: {
        timeouts: { handler: '30s' },
        retries: { delivery: { policy: 'constant', duration: '1s', maxRetries: 120 } },
      },
      targets: {
        components: { pubsub: { inbound: { retry: 'delivery', timeout: 'handler' } } },
      },
    },
  }
}
