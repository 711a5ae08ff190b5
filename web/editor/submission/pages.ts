import './submission-page.ts'
import '../decide/decide-page.ts'
import '../invite/invite-page.ts'
