/** The header that says why in the audit log. Headers are Latin: anything else is percent-encoded. */
export const auditReason = (reason: string) => ({ 'audit-reason': encodeURIComponent(reason) })
