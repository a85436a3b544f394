'use client'

import type { Shop } from '@comptoir/contracts/admin/schemas'
import type { LinkedPayment } from '@comptoir/contracts/orders/by-staff/payment-link-schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import { useCallback, useEffect, useState } from 'react'
import { checkoutMessages } from '../../../messages/checkout.ts'
import type { Locale } from '../../../messages/messages.ts'
import { problemText } from '../../../messages/problems.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Checkbox } from '../../../ui/form/checkbox.tsx'
import { Ticket } from '../../../ui/ticket.tsx'
import { ask, type Problem } from '../../../visitor/ask.ts'
import { secretOf } from '../../../visitor/link-secret.ts'
import styles from '../checkout.module.css'
import { PayAgain } from './pay-again.client.tsx'

/** Bank and transfers decide in their time: the link is opened again so often, in ms. */
const lookAgainMs = 4_000

/** Pays an order by the link of a mail: what it costs and for what, without names or addresses. */
export function PayLink({ locale }: { readonly locale: Locale }) {
  const m = checkoutMessages(locale)
  const [link, setLink] = useState<string | null>()
  const [payment, setPayment] = useState<LinkedPayment>()
  const [shop, setShop] = useState<Shop>()
  const [problem, setProblem] = useState<Problem>()
  const open = useCallback(async (secret: string) => {
    const answer = await ask<LinkedPayment>('POST /bff/payment-links', { body: { link: secret } })
    if ('value' in answer) setPayment(answer.value)
    else setProblem(answer.problem)
  }, [])
  useEffect(() => {
    // kept for the way back from the bank, in this tab only
    const secret = secretOf('link') ?? sessionStorage.getItem('comptoir.link')
    setLink(secret)
    if (secret === null) return
    sessionStorage.setItem('comptoir.link', secret)
    void open(secret)
    void ask<Shop>('GET /bff/shop').then((answer) => 'value' in answer && setShop(answer.value))
  }, [open])
  const isUndecided = payment?.payable === false && payment.paymentStatus === 'requires_action'
  useEffect(() => {
    if (!isUndecided || !link) return
    const timer = setInterval(() => void open(link), lookAgainMs)
    return () => clearInterval(timer)
  }, [isUndecided, link, open])
  if (link === null || (problem && !payment))
    return (
      <Alert>
        <p>
          {problem && problem.code !== 'invalid_token'
            ? problemText(problem.code, locale)
            : m.linkBroken}
        </p>
      </Alert>
    )
  if (!payment || !link) return <p role="status">{m.loading}</p>
  return <Payable {...{ locale, link, payment, shop, onChange: setPayment }} />
}

type PayableProps = {
  readonly locale: Locale
  readonly link: string
  readonly payment: LinkedPayment
  readonly shop: Shop | undefined
  readonly onChange: (payment: LinkedPayment) => void
}

function Payable({ locale, link, payment, shop, onChange }: PayableProps) {
  const m = checkoutMessages(locale)
  const [isAccepted, setAccepted] = useState(false)
  const money = (amount: LinkedPayment['total']) => formatMoney(amount, locale)
  const isPaid = ['paid', 'authorised', 'partially_refunded'].includes(payment.paymentStatus)
  const rows = [
    ...payment.lines.map(({ sku, title, quantity, gross }) => ({
      ...{ label: `${quantity} × ${readText(title, locale).text}`, value: money(gross), key: sku },
    })),
    { label: m.steps.how, value: money(payment.shipping) },
    { label: m.payOf(payment.number), value: money(payment.total), kind: 'total' as const },
  ]
  return (
    <>
      <Ticket rows={rows} />
      {isPaid && <p role="status">{m.paid}</p>}
      {!isPaid && !payment.payable && <p role="status">{stateText(payment, m)}</p>}
      {payment.failureCode && (
        <Alert>
          <p>
            {m.refusedTitle}. {m.reasons[payment.failureCode]}
          </p>
        </Alert>
      )}
      {payment.payable && (
        <>
          <p>{m.payDue(formatDate(payment.expiresAt, 'moment', locale))}</p>
          <Checkbox
            label={
              <a href={`/${locale}/legal/terms`} target="_blank" rel="noreferrer">
                {m.terms}
              </a>
            }
            checked={isAccepted}
            onChange={({ target }) => setAccepted(target.checked)}
          />
          {isAccepted ? (
            <PayAgain
              {...{ locale, isDemo: shop?.demo === true, name: `comptoir.pay.${payment.orderId}` }}
              pay={(paymentMethod, key) =>
                ask<LinkedPayment>('POST /bff/payment-links/payments', {
                  ...{ body: { link, paymentMethod, acceptTerms: true }, key },
                  ...{ prefer: 'wait=10', timeoutMs: 30_000 },
                })
              }
              onPaid={(paid) => {
                onChange(paid)
                if (paid.actionUrl && paid.paymentStatus === 'requires_action')
                  location.assign(paid.actionUrl)
              }}
            />
          ) : (
            <p className={styles.hint}>{m.termsMissing}</p>
          )}
        </>
      )}
    </>
  )
}

const stateText = (
  { paymentStatus }: LinkedPayment,
  m: ReturnType<typeof checkoutMessages>,
): string => (paymentStatus === 'requires_action' ? m.returning : m.notPayable)
