import './call-page.ts'
import './calls-page.ts'
import '../pages/text-page.ts'
import '../pages/text-pages-page.ts'
