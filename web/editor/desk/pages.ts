import './desk-page.ts'
import './submissions-page.ts'
