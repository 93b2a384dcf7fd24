// A drawn chart is as wide as the window was; on paper it must shrink with its column. Its own size becomes the drawing's
// view box while it is printed, so that the style sheet may scale it as it scales a picture.
function fit() {
  dispatchEvent(new Event("pb-paper")) // what can be drawn again for the sheet is, first
  for (const box of document.querySelectorAll(".js-plotly-plot .svg-container")) {
    const { clientWidth: width, clientHeight: height } = box
    if (!width || !height) continue
    box.style.setProperty("--pb-shape", `${width} / ${height}`)
    box.style.setProperty("--pb-width", `${width}px`)
    for (const drawing of box.querySelectorAll(".main-svg")) {
      drawing.setAttribute("viewBox", `0 0 ${width} ${height}`)
      drawing.setAttribute("preserveAspectRatio", "xMinYMin")
    }
  }
}

function release() {
  for (const drawing of document.querySelectorAll(".js-plotly-plot .main-svg")) drawing.removeAttribute("viewBox")
}

// A row in full stands above the table in which it was chosen, where a reader who has scrolled does not see it: it is brought into
// view and gets the keyboard. When it is closed, whatever it was chosen in stands where it stood, and has the keyboard again. Whoever
// goes through a table with the arrows stays in the table.
const DETAIL = ".st-key-detail, .st-key-problem_detail"
const CLOSE = ".st-key-close_detail button, .st-key-close_problem button"
const MAIN = "[data-testid=stMain]"
const HEAD = 60
const PATIENCE = 4000
const STEP = 60
const SETTLED = 500

let shown = ""
let last = null // where the reader pressed last, and how far below the window's edge that stood
let from = null
const places = new Map() // how far down each page was when something was pressed on it

function pressed(event) {
  const node = event.target
  sought = null
  places.set(location.pathname, document.querySelector(MAIN)?.scrollTop ?? 0) // nothing else is put back, whatever else it was pressed in
  last = { node, page: location.pathname, top: node.getBoundingClientRect().top, byArrow: event.type === "keydown" && event.key.startsWith("Arrow") }
  if (event.type === "keydown" && DOES.includes(event.key) && !node.closest(DETAIL)) keep(node, Date.now() + PATIENCE)
}

// What is pressed by a key may go with what it did, as the button that publishes does: the keyboard then stands at the page's
// sentence, and not before the whole page again.
const DOES = ["Enter", " "]
const SENTENCE = ".pb-conclusion"

function keep(node, until) {
  const sentence = document.querySelector(SENTENCE)
  if (!node.isConnected && document.activeElement === document.body && sentence) {
    sentence.tabIndex = -1
    sentence.focus({ preventScroll: true })
  }
  if (Date.now() < until) setTimeout(keep, STEP, node, until)
}

addEventListener("keydown", pressed, true)
addEventListener("pointerdown", pressed, true)

const detailOf = (ref) =>
  [...document.querySelectorAll(DETAIL)].find((each) => !ref || each.querySelector("[data-ref]")?.dataset.ref === ref)

function scroller(node) {
  let found = document.scrollingElement
  for (let each = node.parentElement; each; each = each.parentElement)
    if (each.scrollHeight > each.clientHeight && /auto|scroll/.test(getComputedStyle(each).overflowY)) found = each
  return found
}

function look(detail) {
  const { top, bottom } = detail.getBoundingClientRect()
  if (top < HEAD || bottom > innerHeight) detail.scrollIntoView({ block: "start" })
  detail.tabIndex = -1
  detail.focus({ preventScroll: true })
}

// Once more after a while: on a page that was just opened more comes to stand above it, and what was found may be drawn anew.
function bring(ref, press, until) {
  if (ref !== shown || press !== last) return
  const detail = detailOf(ref)
  if (detail) {
    look(detail)
    setTimeout(() => ref === shown && press === last && detailOf(ref) && look(detailOf(ref)), SETTLED)
  } else if (Date.now() < until) setTimeout(bring, STEP, ref, press, until)
}

function giveBack(until) {
  if (shown) return
  if (detailOf("") && Date.now() < until) return void setTimeout(giveBack, STEP, until)
  const { node, top } = from ?? {}
  from = null
  if (!node?.isConnected) return
  scroller(node).scrollTop += node.getBoundingClientRect().top - top
  if (document.activeElement === document.body) node.focus({ preventScroll: true })
}

function tell(ref) {
  if (ref === shown) return
  shown = ref
  if (!ref) giveBack(Date.now() + PATIENCE)
  else if (!last?.byArrow) {
    from = last
    if (last?.page === location.pathname && !history.state?.row) history.pushState({ row: true }, "", location.href)
    bring(ref, last, Date.now() + PATIENCE)
  }
}

// Whether a reader moved what we had put in its place, by whatever they scroll with: a page that is still being drawn moves, too, but not
// without becoming longer or shorter.
const lie = (box) => ({ box, top: box.scrollTop, height: box.scrollHeight })
const isMoved = (left) => Boolean(left) && left.box.scrollHeight === left.height && Math.abs(left.box.scrollTop - left.top) > 1

// The way to what changed ends far down its page: the heading there is brought to the head of the window and kept there while what
// stands above it is still drawn, until the reader does something.
const WAY = ".st-key-see_changes button"
const END_OF_WAY = ".st-key-compare_head"
const SOUGHT = 20000
let sought = null

function seek(mine, page, until) {
  if (sought !== mine || Date.now() > until || isMoved(mine.left)) return
  const end = location.pathname === page ? null : document.querySelector(END_OF_WAY)
  if (end && document.activeElement !== end) {
    if (!end.hasAttribute("tabindex")) until = Date.now() + PATIENCE
    end.tabIndex = -1
    end.focus({ preventScroll: true })
  }
  if (end) {
    end.scrollIntoView({ block: "start" })
    mine.left = lie(scroller(end))
  }
  setTimeout(seek, STEP, mine, page, until)
}

function setOut(event) {
  if (event.target.closest(WAY)) seek((sought = {}), location.pathname, Date.now() + SOUGHT)
}

const stay = () => (sought = null)

addEventListener("click", setOut, true)
addEventListener("wheel", stay, { capture: true, passive: true })
addEventListener("popstate", stay, true)

// A page to which one goes back is drawn anew from its head: it is moved to where it was left, as soon as so much of it is there again and
// until the reader does something.
function regain(page, top, until, left) {
  if (location.pathname !== page || last || Date.now() > until || isMoved(left)) return
  const main = document.querySelector(MAIN)
  const isThere = main && main.scrollHeight - main.clientHeight >= top
  if (isThere) main.scrollTop = top
  setTimeout(regain, STEP, page, top, until, isThere ? lie(main) : undefined)
}

// Each filter and each view writes itself into the address. Were every one of them a step of the browser's history, whoever goes back
// would have to press once for each and see nothing happen: a step back is the page before. Only a row in full is a step of its own, for
// on a phone it looks like a page: the step back closes it. Where it was closed already, its step is passed over.
if (!Object.hasOwn(history, "pushState")) {
  const where = () => ({ page: location.pathname, hash: location.hash, row: Boolean(history.state?.row) })
  let here = where()
  history.pushState = (state, title, address) => {
    const isHere = !state?.row && address != null && new URL(address, location.href).pathname === location.pathname
    if (isHere) History.prototype.replaceState.call(history, { ...state, ...history.state }, title, address)
    else History.prototype.pushState.call(history, state, title, address)
    here = where()
  }
  const stepped = (event) => {
    const left = here
    here = where()
    if (left.page !== here.page) {
      last = null
      if (places.has(here.page)) regain(here.page, places.get(here.page), Date.now() + PATIENCE)
    } else if (left.row && !here.row && left.hash === here.hash) {
      event.stopImmediatePropagation()
      const close = document.querySelector(CLOSE)
      if (close) close.click()
      else history.back()
    }
  }
  addEventListener("popstate", stepped, true)
}

// A new run may call this again without ending the last call, whose measure would be taken against the width before: it asks the window
// for a run that nobody wants, and what a page says once would be gone. So there is one listener for all calls.
const DARK = matchMedia("(prefers-color-scheme: dark)")
const AFTER = 300
let measure = null
let told = null

addEventListener("resize", () => measure?.())
// What the server drew has its colours in it. At dusk the framework changes its own by itself; ours come with one more run, after it.
DARK.addEventListener("change", () => setTimeout(() => told?.(), AFTER))

export default function ({ data, setStateValue, setTriggerValue }) {
  measure = () => {
    const wide = document.documentElement.clientWidth // what is enlarged by two fingers keeps its width
    const width = wide <= data.narrow ? "narrow" : wide <= data.folded ? "folded" : "wide"
    if (width !== data.width) setStateValue("width", width)
  }
  told = () => setTriggerValue("shade", DARK.matches ? "dark" : "light")
  measure()
  tell(data.detail)
  addEventListener("beforeprint", fit)
  addEventListener("afterprint", release)
  return () => {
    removeEventListener("beforeprint", fit)
    removeEventListener("afterprint", release)
  }
}
