import './issue-page.ts'
import './issues-page.ts'
import '../production/article-page.ts'
import '../production/production-page.ts'
