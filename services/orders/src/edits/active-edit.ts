import type { Order } from '../order/stored-order.ts'
import type { StoredEdit } from './stored-edit.ts'

/** The edit that holds the order. */
export const activeEdit = ({ edits = [] }: Pick<Order, 'edits'>): StoredEdit | undefined =>
  edits.find(({ status }) => status === 'applying' || status === 'awaiting_payment')

/** A cancel may still end the edit: it only waits for its payment. */
export const mayGiveWay = ({ status, decision }: StoredEdit): boolean =>
  status === 'awaiting_payment' && decision === undefined
