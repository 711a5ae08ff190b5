import './home-page.ts'
import './revision-page.ts'
import './submission-page.ts'
