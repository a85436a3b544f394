import { Link } from '@tanstack/react-router'
import { auditEn, auditFr } from '../../messages/audit.ts'
import { useWords } from '../../office.tsx'
import classes from './audit.module.css'

/** The log, and whether it holds. */
export function AuditTabs() {
  const texts = useWords({ fr: auditFr, en: auditEn })
  return (
    <nav className={classes['tabs']} aria-label={texts.title}>
      <Link to="/audit" activeOptions={{ exact: true }}>
        {texts.entries}
      </Link>
      <Link to="/audit/chains">{texts.chains}</Link>
    </nav>
  )
}
