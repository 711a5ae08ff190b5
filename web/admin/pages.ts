import './people-page.ts'
import './queue-page.ts'
