import { refuse } from '@comptoir/service/problems/refusal'
import type { PaymentProvider } from '../provider/provider.ts'

/**
 * Bank transfers as a provider: no system answers for them, so that everything waits for what staff note. A refund is `pending`
 * until they do.
 */
export function createTransferProvider(): PaymentProvider {
  return {
    submit: async () => {
      throw refuse('transition_refused', 'a transfer is noted, not taken')
    },
    complete: async (providerRef) => ({ status: 'processing', providerRef }),
    capture: async ({ providerRef }) => ({ status: 'processing', providerRef }),
    retrieve: async (providerRef) => ({ status: 'processing', providerRef }),
    release: async (providerRef) => ({ status: 'cancelled', providerRef }),
    refund: async ({ refundId }) => ({ status: 'pending', providerRef: `transfer_${refundId}` }),
    retrieveRefund: async (providerRef) => ({ status: 'pending', providerRef }),
    readLedger: async (providerRef) => ({ providerRef, captured: 0, refunds: [], disputes: [] }),
    answerDispute: async () => ({ failureCode: 'no_disputes' }),
    readWebhook: async () => {
      throw refuse('not_found')
    },
    async *settlementsSince() {
      // the bank settles, and staff note it
    },
    async *eventsSince() {
      // nothing happens that staff did not note
    },
  }
}
