import './editors-page.ts'
import './journal/journal-page.ts'
import './people-page.ts'
import './queue-page.ts'
