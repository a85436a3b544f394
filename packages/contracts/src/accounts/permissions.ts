import type { Role } from './schemas.ts'

type Holder = Exclude<Role, 'customer'>
type Rule = { readonly roles: readonly Holder[]; readonly operations: readonly string[] }

const everyone = ['support', 'staff', 'admin'] as const
const staff = ['staff', 'admin'] as const
const sellers = ['vendor', 'staff', 'admin'] as const
const admins = ['admin'] as const

/**
 * Who may do what: each permission with the roles that hold it and the operations that need it. The one table: contracts take the
 * roles of an operation from it, services check a request by it, and `/api/permissions` shows it. What is not here is open to
 * whoever its contract says (anyone, users, buyers), on objects of their own.
 */
export const permissions = {
  'catalogue.read': {
    roles: staff,
    operations: [
      ...['GetProductByExternalId', 'GetSynonyms', 'ListProductChanges', 'GetProductChange'],
      ...['PreviewProductChange', 'ListProductImports', 'GetProductImport'],
      ...['ExportProductImportErrors', 'ExportProducts'],
    ],
  },
  /** Any product to staff, to a vendor its own. */
  'products.write': {
    roles: sellers,
    operations: [
      ...['CreateProduct', 'ReplaceProduct', 'DeleteProduct'],
      ...['AddProductImage', 'ArrangeProductImages'],
    ],
  },
  'catalogue.write': {
    roles: staff,
    operations: [
      ...['PutProductByExternalId', 'ReplaceSynonyms'],
      ...['CreateCategory', 'ReplaceCategory', 'MoveCategory', 'DeleteCategory'],
      ...['SetCategoryImage', 'RemoveCategoryImage', 'CreateProductChange', 'PauseProductChange'],
      ...['ResumeProductChange', 'CancelProductChange', 'UndoProductChange'],
      ...['CreateProductImport', 'ReplaceProductImportMapping', 'CheckProductImport'],
      ...['RunProductImport', 'PauseProductImport', 'ResumeProductImport'],
      'CancelProductImport',
    ],
  },
  'prices.read': { roles: staff, operations: ['ListPriceLists', 'GetPriceList'] },
  'prices.write': {
    roles: staff,
    operations: ['CreatePriceList', 'ReplacePriceList', 'ArchivePriceList'],
  },
  'stock.read': {
    roles: staff,
    operations: ['ListStock', 'ListMovements', 'ListStockAlerts', 'LookUpReservations'],
  },
  'stock.write': {
    roles: staff,
    operations: [
      ...['SetStock', 'ImportStock', 'SetLowThreshold', 'RecordMovement'],
      'AcknowledgeStockAlert',
    ],
  },
  /** What belongs to a customer: their orders, payments, documents, parcels and returns. */
  'customer-objects.any': { roles: staff, operations: [] },
  /** Any customer's orders, with their notes; what moves goods or money is not in it. */
  'orders.read': { roles: everyone, operations: ['GetOrderStaffFacts'] },
  'orders.note': { roles: everyone, operations: ['AddOrderNote'] },
  'orders.write': { roles: staff, operations: ['CompleteOrder', 'SetOrderTags'] },
  'orders.export': { roles: staff, operations: ['ExportOrders'] },
  'order-drafts.write': {
    roles: everyone,
    operations: [
      ...['CreateOrderDraft', 'ListOrderDrafts', 'GetOrderDraft', 'PutOrderDraft'],
      ...['DeleteOrderDraft', 'PlaceOrderDraft'],
    ],
  },
  'transfers.write': {
    roles: staff,
    operations: ['CreatePaymentLink', 'RecordTransfer', 'RecordRefundTransfer'],
  },
  'returns.read': { roles: staff, operations: ['ListWithdrawals'] },
  'returns.write': {
    roles: staff,
    operations: [
      ...['ApproveReturn', 'RefuseReturn', 'ReceiveReturn', 'InspectReturn'],
      ...['RetryReturnRefund', 'AttachWithdrawal'],
    ],
  },
  'refunds.write': { roles: staff, operations: ['CreateRefund'] },
  'payments.capture': { roles: staff, operations: ['CapturePayment'] },
  'disputes.read': { roles: staff, operations: ['ListDisputes', 'GetDispute'] },
  'disputes.write': { roles: staff, operations: ['AnswerDispute', 'AcceptDispute'] },
  'payouts.read': { roles: staff, operations: ['ListPayouts', 'GetPayout', 'ListPayoutLines'] },
  'payouts.write': { roles: staff, operations: ['ImportPayouts'] },
  'taxes.read': {
    roles: staff,
    operations: [
      ...['GetTaxCountry', 'GetTaxSettings', 'GetDistanceSales', 'GetVatId', 'PreviewTax'],
      ...['GetVatReport', 'GetEReporting'],
    ],
  },
  'taxes.write': {
    roles: staff,
    operations: ['PutTaxRate', 'DeleteTaxRate', 'ReplaceTaxSettings', 'ApproveVatId'],
  },
  'invoices.export': {
    roles: staff,
    operations: [
      ...['CreateInvoiceExport', 'ListInvoiceExports', 'GetInvoiceExport', 'ExportFec'],
      ...['GetInvoiceExportFile', 'CancelInvoiceExport'],
    ],
  },
  'transmissions.read': {
    roles: staff,
    operations: ['ListInvoiceTransmissions', 'GetInvoiceTransmission'],
  },
  'transmissions.write': { roles: staff, operations: ['RetryInvoiceTransmission'] },
  'shipments.read': {
    roles: staff,
    operations: ['GetShipmentLabel', 'GetPackingSlip', 'GetLabelBatch', 'GetLabelBatchPdf'],
  },
  'tariffs.read': { roles: staff, operations: ['GetShippingTariffs', 'PreviewTariffs'] },
  'tariffs.write': {
    roles: staff,
    operations: [
      ...['PutTariff', 'DeleteTariff', 'ImportTariffs', 'PutCarrier', 'PutCarrierOption'],
      'PutShippingZone',
    ],
  },
  'shipments.write': {
    roles: staff,
    operations: [
      ...['AddTrackingEvent', 'DivideShipment', 'ReleaseParcel', 'ReplaceLabel'],
      ...['ResolveParcel', 'PutLabelBatch'],
    ],
  },
  'promotions.read': {
    roles: staff,
    operations: [
      ...['ListPromotions', 'GetPromotion', 'GetPromotionStatistics', 'LookUpRedemptions'],
      ...['ListCodeBatches', 'ListCodes', 'ExportCodes'],
    ],
  },
  'promotions.write': {
    roles: staff,
    operations: [
      ...['CreatePromotion', 'ReplacePromotion', 'PublishPromotion', 'PausePromotion'],
      ...['ResumePromotion', 'ArchivePromotion', 'CreateCodes', 'RevokeCodes'],
    ],
  },
  'notifications.read': {
    roles: staff,
    operations: ['ListNotifications', 'GetNotification', 'LookUpSuppression'],
  },
  'templates.read': {
    roles: staff,
    operations: [
      ...['ListMessageTemplates', 'GetMessageTemplate', 'GetMessageTemplateVersion'],
      'PreviewMessageTemplate',
    ],
  },
  'templates.write': {
    roles: staff,
    operations: ['AddMessageTemplateVersion', 'PublishMessageTemplate'],
  },
  'notifications.write': {
    roles: staff,
    operations: ['SendNotificationAgain', 'RemoveSuppression'],
  },
  'conversations.read': {
    roles: everyone,
    operations: [
      ...['ListSupportConversations', 'StreamSupportConversations', 'ListConversationNotes'],
      ...['ListSupportAgents', 'ListCannedReplies'],
    ],
  },
  'conversations.write': {
    roles: everyone,
    operations: [
      ...['AssignConversation', 'TransferConversation', 'ResolveConversation'],
      ...['AddConversationNote', 'PutSupportAgent'],
    ],
  },
  'canned-replies.write': { roles: staff, operations: ['PutCannedReply', 'DeleteCannedReply'] },
  'customers.read': {
    roles: everyone,
    operations: ['ListUsers', 'GetUser', 'ListUserNotes'],
  },
  'customers.write': {
    roles: staff,
    operations: ['ChangeUserStatus', 'ChangeCustomerStatus', 'ChangeCustomerTags'],
  },
  'customers.note': { roles: everyone, operations: ['AddUserNote', 'DeleteUserNote'] },
  'customers.erase': {
    roles: staff,
    operations: ['EraseGuestOrders', 'EraseUser', 'GetErasure', 'EraseConversation'],
  },
  'staff.read': { roles: admins, operations: ['ListStaff', 'ListInvitations'] },
  'staff.write': {
    roles: admins,
    operations: ['ChangeRoles', 'CreateInvitation', 'RevokeInvitation'],
  },
  'settings.read': {
    roles: staff,
    operations: ['ListSettings', 'GetSettings', 'ListSettingsChanges'],
  },
  'settings.write': { roles: admins, operations: ['ReplaceSettings'] },
  'audit.read': { roles: staff, operations: ['ListAuditEntries', 'GetAuditVerification'] },
  /** Figures of the shop; amounts are for `revenue.read`. */
  'dashboard.read': {
    roles: everyone,
    operations: ['GetDashboard', 'StreamDashboard', 'ListDashboardItems', 'GetDashboardRebuild'],
  },
  'revenue.read': { roles: staff, operations: [] },
  'dashboard.write': { roles: admins, operations: ['CreateDashboardRebuild'] },
  /** Each person's own; what is shared is only read. */
  'saved-views.write': {
    roles: everyone,
    operations: ['ListSavedViews', 'CreateSavedView', 'ReplaceSavedView', 'DeleteSavedView'],
  },
  /** Any vendor with its details; shoppers see the trader behind an offer. */
  'vendors.read': { roles: staff, operations: [] },
  'vendors.write': {
    roles: staff,
    operations: [
      ...['ReviewVendor', 'ApproveVendor', 'RejectVendor', 'SuspendVendor', 'ReinstateVendor'],
      ...['CloseVendor', 'ChangeVendorCommission'],
    ],
  },
  /** Any vendor's ledger and payouts; a vendor reads its own. */
  'vendor-payouts.read': { roles: staff, operations: [] },
  'vendor-payouts.write': {
    roles: staff,
    operations: [
      ...['AddVendorAdjustment', 'CreateVendorPayout', 'PayVendorPayout', 'CancelVendorPayout'],
      'ReverseVendorPayout',
    ],
  },
  'platform.read': {
    roles: staff,
    operations: [
      ...['ListConsumption', 'ListAllDeadLetters', 'ListDeadLettersOfService'],
      ...['GetOrderTimeline', 'ListServiceHealth', 'ListTopics', 'ListSagas'],
      ...['ListReconciliations', 'GetReconciliation'],
    ],
  },
  'platform.write': {
    roles: staff,
    operations: [
      ...['ReplayOneDeadLetter', 'ReplayDeadLettersOfService', 'DiscardOneDeadLetter'],
      'ActOnSaga',
    ],
  },
  /** Of the command, or the CronJob, that holds the books against each other. */
  'reconciliations.write': { roles: admins, operations: ['RecordReconciliation'] },
} as const satisfies Readonly<Record<string, Rule>>

export type Permission = keyof typeof permissions
export const permissionNames = Object.keys(permissions) as Permission[]

const needed: ReadonlyMap<string, Permission> = new Map(
  permissionNames.flatMap((permission) =>
    permissions[permission].operations.map((operation) => [operation as string, permission]),
  ),
)

/** The permission that an operation needs; none where it needs a sign-in at most. */
export const permissionOf = (operationId: string): Permission | undefined => needed.get(operationId)

/**
 * Whether one of the roles holds a permission.
 * @example may(['support'], 'customers.read') // true
 */
export function may(roles: readonly Role[], permission: Permission): boolean {
  const holders: readonly Role[] = permissions[permission].roles
  return roles.some((role) => holders.includes(role))
}

/** What somebody with these roles may do. */
export const permissionsOf = (roles: readonly Role[]): Permission[] =>
  permissionNames.filter((permission) => may(roles, permission))
