import { type PaymentTexts, paymentsEn, paymentsFr } from '../../messages/payments/payments.ts'
import { useWords } from '../../office.tsx'

/** What these pages say. */
export const usePaymentWords = () => useWords<PaymentTexts>({ fr: paymentsFr, en: paymentsEn })
