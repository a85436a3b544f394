let isLeaving = false

/** Whether this page leads elsewhere already: loading it anew would take the place of where it leads. */
export const isPageLeaving = (): boolean => isLeaving

/** The page is on its way elsewhere, or is to stay as it is until it is left. */
export function leavePage(): void {
  isLeaving = true
}

/** The page stays after all, or came back. */
export function stayOnPage(): void {
  isLeaving = false
}
