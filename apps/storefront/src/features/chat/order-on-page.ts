/** An order that a page shows, by `data-chat-order="ord_…" data-chat-order-number="CMD-…"` on any element. */
export type OrderOnPage = { readonly orderId: string; readonly number: string }

/** The order that the visitor looks at; none on most pages. */
export function orderOnPage(): OrderOnPage | undefined {
  const { chatOrder, chatOrderNumber } =
    document.querySelector<HTMLElement>('[data-chat-order]')?.dataset ?? {}
  return chatOrder ? { orderId: chatOrder, number: chatOrderNumber ?? chatOrder } : undefined
}
