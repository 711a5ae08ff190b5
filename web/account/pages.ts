import './account-page.ts'
