import './editors-page.ts'
import './people-page.ts'
import './queue-page.ts'
