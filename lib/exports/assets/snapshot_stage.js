// Presenting: which screen is seen, keys, pointer, full screen. Neighbours are drawn ahead, so that a page turn only shows them.
const stage = document.getElementById("stage")
const report = document.getElementById("report")
const black = document.getElementById("black")
const KEPT = 2
const MOST_DIGITS = 4
let scale = 1
let screens = []
let now = 0
let built = new Map()
let size = ""
let typed = ""
let hasAsked = false

const onward = document.getElementById("present")
const anew = onward.textContent

const isPresenting = () => root.classList.contains("presenting")

function measureDesk() {
  const upright = innerHeight > innerWidth
  const isSmall = upright && innerWidth < NARROW
  scale = isSmall ? innerWidth / PHONE_WIDTH : upright ? Math.min(innerWidth / HEIGHT, innerHeight / WIDTH) : Math.min(innerWidth / WIDTH, innerHeight / HEIGHT)
  desk.classList.toggle("upright", upright)
  desk.classList.toggle("small", isSmall)
  const width = innerWidth / scale
  const height = innerHeight / scale
  desk.style.width = `${width}px`
  desk.style.height = `${height}px`
  desk.style.transform = `scale(${scale})`
  return `${Math.round(width / 8)} ${Math.round(height / 8)}`
}

function begin(place) {
  root.classList.add("presenting")
  report.inert = true
  stage.hidden = false
  arrange()
  show(Math.min(Math.max(place, 0), screens.length - 1))
}

function leave() {
  if (document.fullscreenElement) document.exitFullscreen()
  close()
  echo("")
  black.hidden = true
  root.classList.remove("presenting")
  report.inert = false
  stage.hidden = true
  forgetBut(() => false)
  const section = screens[now].section
  history.replaceState(null, "", section ? `#${section}` : location.pathname + location.search)
  drawReport()
  if (section) document.getElementById(section).scrollIntoView()
  offerOnward()
  onward.focus({ preventScroll: true })
}

// Who left in the middle, to look something up in the report, goes on there; who left at the end is far down the report as well.
const isMidway = () => now > 0 && now < screens.length - 1
function offerOnward() {
  root.classList.toggle("left", now > 0)
  onward.textContent = isMidway() ? content.words.resume : anew
}

// Anew where the desk has another shape: how much stands on a screen depends on it.
function arrange() {
  const shape = measureDesk()
  if (shape === size) return
  size = shape
  const was = screens[now]
  const startOf = () => Math.max(0, screens.findIndex((each) => each.section === was.section))
  const within = was ? now - startOf() : 0
  forgetBut(() => false)
  screens = listScreens()
  if (was) now = Math.min(startOf() + within, screens.findLastIndex((each) => each.section === was.section))
  makeDots()
  makeList()
}

function forgetBut(isKept) {
  for (const [place, made] of built) {
    if (isKept(place)) continue
    for (const picture of made.querySelectorAll(".picture")) Plotly.purge(picture)
    made.remove()
    built.delete(place)
  }
}

function ready(place) {
  if (place >= 0 && place < screens.length && !built.has(place)) {
    const made = build(screens[place])
    made.inert = true
    built.set(place, made)
  }
  return built.get(place)
}

let ahead = 0
function show(place) {
  clearTimeout(ahead)
  const old = built.get(now)
  if (old) {
    old.classList.remove("now")
    old.inert = true
  }
  now = place
  const made = ready(place)
  made.classList.add("now")
  made.inert = false
  const screen = screens[place]
  const count = screens.length
  document.getElementById("place").textContent = `${place + 1} / ${count}`
  document.getElementById("said").textContent = `${said("screen", { n: place + 1, count })}　${numbered(screen.title, screen)}　${screen.sentence}`
  markDots()
  history.replaceState(null, "", `#present/${place + 1}`)
  ahead = setTimeout(prepare, 40)
}

function prepare() {
  ready(now + 1)
  ahead = setTimeout(() => {
    ready(now - 1)
    forgetBut((place) => Math.abs(place - now) <= KEPT)
  }, 20)
}

const turn = (by) => show(Math.min(Math.max(now + by, 0), screens.length - 1))

function turnSection(by) {
  const starts = screens.flatMap((each, n) => (n === 0 || screens[n - 1].section !== each.section ? [n] : []))
  const target = by > 0 ? starts.find((n) => n > now) : starts.findLast((n) => n < now)
  if (target !== undefined) show(target)
}

const MOST_DOTS = 32
let dotPlaces = []
function makeDots() {
  const starts = screens.flatMap((each, n) => (n === 0 || screens[n - 1].section !== each.section ? [n] : []))
  dotPlaces = screens.length <= MOST_DOTS ? screens.map((_, n) => n) : starts
  document.getElementById("dots").replaceChildren(
    ...dotPlaces.map((place) => {
      const dot = element("button")
      dot.type = "button"
      dot.setAttribute("aria-label", `${place + 1} ${numbered(screens[place].title, screens[place])}`)
      dot.title = screens[place].title
      dot.addEventListener("click", () => show(place))
      return dot
    })
  )
}

function markDots() {
  const current = dotPlaces.findLastIndex((place) => place <= now)
  document.querySelectorAll("#dots button").forEach((dot, n) => {
    dot.classList.toggle("past", n < current)
    if (n === current) dot.setAttribute("aria-current", "step")
    else dot.removeAttribute("aria-current")
  })
}

function makeList() {
  const lines = screens.flatMap((each, n) => (n === 0 || screens[n - 1].section !== each.section ? [[each, n]] : []))
  document.querySelector("#list ol").replaceChildren(
    ...lines.map(([each, place]) => {
      const line = element("li")
      const button = line.appendChild(element("button", "", each.title))
      button.type = "button"
      button.append(element("span", "", String(place + 1)))
      button.addEventListener("click", () => {
        close()
        show(place)
      })
      return line
    })
  )
}

let before = null
function open(name) {
  const wasOpen = !document.getElementById(name).hidden
  close()
  if (wasOpen) return
  before = document.activeElement
  const panel = document.getElementById(name)
  panel.hidden = false
  for (const other of desk.children) other.inert = other !== panel
  if (name === "list") {
    const buttons = [...panel.querySelectorAll("li button")]
    const places = buttons.map((each) => Number(each.lastChild.textContent) - 1)
    const current = places.findLastIndex((place) => place <= now)
    buttons.forEach((each, n) => (n === current ? each.setAttribute("aria-current", "step") : each.removeAttribute("aria-current")))
    buttons[current].focus()
  } else panel.querySelector("button").focus()
}

function close() {
  const panels = [...document.querySelectorAll(".over:not([hidden])")]
  for (const panel of panels) panel.hidden = true
  for (const other of desk.children) other.inert = false
  if (panels.length && before) before.focus()
  return panels.length > 0
}

function turnBlack() {
  black.hidden = !black.hidden
  document.getElementById("said").textContent = black.hidden ? screens[now].sentence : content.words.black
}

// Browsers go full screen only on a gesture; one that refuses leaves the window as it is.
function goFull() {
  hasAsked = true
  if (root.requestFullscreen && !document.fullscreenElement) root.requestFullscreen().catch(() => {})
}

function beginOnward() {
  begin(isMidway() ? now : 0)
  goFull()
}

const deeds = {
  back: () => turn(-1),
  forward: () => turn(1),
  contents: () => open("list"),
  full: () => (document.fullscreenElement ? document.exitFullscreen() : goFull()),
  theme: () => {
    turnLight()
    forgetBut(() => false)
    show(now)
  },
  black: turnBlack,
  help: () => open("help"),
  leave,
  close,
}

const KEYS = {
  ArrowRight: () => turn(1), PageDown: () => turn(1), " ": () => turn(1), Enter: () => turn(1), n: () => turn(1),
  ArrowLeft: () => turn(-1), PageUp: () => turn(-1), Backspace: () => turn(-1), p: () => turn(-1),
  ArrowDown: () => turnSection(1), ArrowUp: () => turnSection(-1),
  Home: () => show(0), End: () => show(screens.length - 1),
  g: deeds.contents, b: deeds.black, ".": deeds.black, d: deeds.theme, f: deeds.full, F5: goFull, "?": deeds.help,
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return
  if (!isPresenting()) {
    if (event.key === "F5" && !event.repeat) {
      event.preventDefault()
      beginOnward()
    }
    return
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (key === "Tab" || key === "Shift") return
  if (!hasAsked && key !== "Escape") goFull()
  if (!black.hidden) {
    event.preventDefault()
    turnBlack()
    return
  }
  if (key === "Escape") {
    event.preventDefault()
    if (!close()) leave()
    return
  }
  const isOpen = document.querySelector(".over:not([hidden])")
  if ((key === "Enter" || key === " ") && event.target.closest("button")) return
  if (isOpen) {
    if (key === "g" && isOpen.id === "list") close()
    else if (key === "?" && isOpen.id === "help") close()
    else if (isOpen.id === "list" && (key === "ArrowDown" || key === "ArrowUp")) moveInList(key === "ArrowDown" ? 1 : -1, event)
    return
  }
  if (/^[0-9]$/.test(key)) {
    echo(typed + key)
    return
  }
  if (key === "Backspace" && typed) {
    event.preventDefault()
    echo(typed.slice(0, -1))
    return
  }
  const number = Number(typed)
  echo("")
  if (key === "Enter" && number) {
    show(Math.min(number, screens.length) - 1)
    return
  }
  const deed = KEYS[key]
  if (!deed) return
  event.preventDefault()
  deed()
}

// The number typed so far, for the eye alone: the screen that it leads to is said aloud once it is shown. What is seen no more is
// forgotten, so that a later Enter turns one page.
const SEEN_FOR = 5000
let fading = 0
function echo(digits) {
  clearTimeout(fading)
  typed = digits.slice(-MOST_DIGITS)
  const shown = document.getElementById("typed")
  shown.hidden = !typed
  if (!typed) return
  shown.textContent = said("typed", { n: typed, count: screens.length })
  fading = setTimeout(echo, SEEN_FOR, "")
}

function moveInList(by, event) {
  event.preventDefault()
  const buttons = [...document.querySelectorAll("#list button")]
  const place = buttons.indexOf(document.activeElement)
  buttons[(place + by + buttons.length) % buttons.length].focus()
}

document.addEventListener("keydown", pressed)
for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => deeds[button.dataset.do]())
onward.addEventListener("click", beginOnward)
document.getElementById("print").addEventListener("click", () => print())
document.getElementById("light").addEventListener("click", turnLight)
black.addEventListener("click", turnBlack)
// A button that a pointer pressed gives the keys back, at once or with the panel that it opened: the space bar turns the page, a number
// and Enter lead to a screen. Once the window is full, a click turns the page; one beside an open panel closes it, and who marks words reads.
// The library of charts may tell of a click besides the browser: a press of the mouse is answered once.
let isByMouse = false
stage.addEventListener("click", (event) => {
  const turns = isByMouse && event.target !== black && getSelection().isCollapsed
  isByMouse = false
  const button = event.target.closest("button")
  const isOpen = document.querySelector(".over:not([hidden])")
  if (button) {
    if (!event.detail) return
    if (isOpen) before = null
    else button.blur()
  } else if (isOpen) {
    if (!event.target.closest(".over")) close()
  } else if (!hasAsked) goFull()
  else if (turns) turn(1)
})

let moved = 0
function showBar() {
  stage.classList.add("moving")
  clearTimeout(moved)
  moved = setTimeout(() => stage.classList.remove("moving"), 2500)
}
function hideBar() {
  clearTimeout(moved)
  stage.classList.remove("moving")
}
// A mouse shows the bar by moving, a finger by a tap: one that turns the page would keep it over the foot.
stage.addEventListener("pointermove", (event) => event.pointerType === "mouse" && showBar())
let touched = null
stage.addEventListener("pointerdown", (event) => {
  isByMouse = event.pointerType === "mouse"
  touched = isByMouse ? null : { x: event.clientX, y: event.clientY }
  if (!touched) showBar()
})
stage.addEventListener("pointerup", (event) => {
  if (!touched) return
  const across = event.clientX - touched.x
  const down = event.clientY - touched.y
  touched = null
  if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(down)) {
    hideBar()
    turn(across < 0 ? 1 : -1)
    return
  }
  showBar()
  if (!hasAsked) goFull()
})
addEventListener("resize", () => {
  if (!isPresenting()) return
  arrange()
  show(Math.min(now, screens.length - 1))
})

const asked = () => /^#present(?:\/(\d+))?$/.exec(location.hash)
function follow() {
  const found = asked()
  if (found) begin(Number(found[1] || 1) - 1)
  else if (isPresenting()) leave()
}
addEventListener("hashchange", follow)
if (asked()) follow()
else drawReport()
